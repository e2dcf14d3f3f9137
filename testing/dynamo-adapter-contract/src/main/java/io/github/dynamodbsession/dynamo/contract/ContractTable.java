package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import org.jspecify.annotations.Nullable;

/** The table of the contract's tests: one for all tests of a class, created by init, with its time to live off. */
final class ContractTable {

    /** Locks the table for one class, where classes run in parallel. */
    static final String LOCK = "io.github.dynamodbsession.dynamo.contract.table";

    static final String PREFIX = "shop:";

    /** Starts with the other one, but is a different one. */
    static final String ANOTHER_PREFIX = "shop:b:";

    static final long SIZE_LIMIT = 4 * 1024 * 1024;

    private static final ConsumedUnits UNITS = new ConsumedUnits();

    private static @Nullable TestTable table;

    private ContractTable() {}

    static synchronized <B extends DynamoStorageBuilder<?>> B set(B builder, String keyPrefix) {
        if (table == null) {
            table = new TestTable(DynamoDbEndpoint.shared());
        }
        builder.tableName(table.name())
                .keyPrefix(keyPrefix)
                .autoCreate(true)
                .nativeTtl(false)
                .callListener(UNITS);
        return builder;
    }

    /** Deletes the table; the next class has another one. */
    static synchronized void delete() {
        if (table != null) {
            table.delete();
            table = null;
            UNITS.log();
        }
    }
}
