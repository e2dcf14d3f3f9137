package io.github.dynamodbsession.crossversion;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.contract.DynamoStorageContract;
import java.util.concurrent.atomic.AtomicInteger;

/** All promises, with every other node of each test on SDK v1. */
class CrossVersionContractTest extends DynamoStorageContract {

    private static final AtomicInteger MADE = new AtomicInteger();

    @Override
    protected DynamoStorageBuilder<?> newBuilder() {
        SdkVersion next = MADE.getAndIncrement() % 2 == 0 ? SdkVersion.V1 : SdkVersion.V2;
        return next.newBuilder();
    }
}
