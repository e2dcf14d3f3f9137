package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import org.jspecify.annotations.Nullable;

/** Where the promises are tried: one table for all tests of a class, that init creates; its own time to live stays off. */
final class ContractTable {

    /** For a class that uses it alone, where classes run beside each other. */
    static final String LOCK = "io.github.dynamodbsession.dynamo.contract.table";

    static final String PREFIX = "shop:";

    /** Begins with the other one, and is yet another. */
    static final String ANOTHER_PREFIX = "shop:b:";

    static final long SIZE_LIMIT = 400 * 1024;

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

    /** Deletes the table; a class that comes later has another. */
    static synchronized void delete() {
        if (table != null) {
            table.delete();
            table = null;
            UNITS.tell();
        }
    }
}
