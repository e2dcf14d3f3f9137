package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import java.util.UUID;

/** Where the promises are tried: one table for all tests, that init creates; the engine's own time to live stays off. */
final class ContractTable {

    static final String PREFIX = "shop:";

    /** Begins with the other one, and is yet another. */
    static final String ANOTHER_PREFIX = "shop:b:";

    static final long SIZE_LIMIT = 400 * 1024;

    private static final String NAME = "contract-" + UUID.randomUUID();

    private ContractTable() {}

    static <B extends DynamoStorageBuilder<?>> B set(B builder, String keyPrefix) {
        builder.tableName(NAME).keyPrefix(keyPrefix).autoCreate(true).nativeTtl(false);
        return builder;
    }
}
