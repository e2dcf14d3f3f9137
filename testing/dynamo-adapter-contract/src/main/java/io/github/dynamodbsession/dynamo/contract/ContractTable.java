package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table of the contract's tests: one for all tests of a class, created by init, with its time to live off. So classes
 * may run side by side.
 */
final class ContractTable {

    static final String PREFIX = "shop:";

    /** Starts with the other one, but is a different one. */
    static final String ANOTHER_PREFIX = "shop:b:";

    static final long SIZE_LIMIT = 4 * 1024 * 1024;

    private static final Map<Class<?>, ContractTable> BY_CLASS = new ConcurrentHashMap<>();

    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private final ConsumedUnits units = new ConsumedUnits();

    private ContractTable() {}

    /** That of a class of tests. */
    static ContractTable of(Class<?> tests) {
        return BY_CLASS.computeIfAbsent(tests, each -> new ContractTable());
    }

    <B extends DynamoStorageBuilder<?>> B set(B builder, String keyPrefix) {
        builder.tableName(table.name())
                .keyPrefix(keyPrefix)
                .autoCreate(true)
                .nativeTtl(false)
                .callListener(units);
        return builder;
    }

    /** Deletes that of a class of tests, if it has any. */
    static void delete(Class<?> tests) {
        ContractTable gone = BY_CLASS.remove(tests);
        if (gone != null) {
            gone.table.delete();
            gone.units.log();
        }
    }
}
