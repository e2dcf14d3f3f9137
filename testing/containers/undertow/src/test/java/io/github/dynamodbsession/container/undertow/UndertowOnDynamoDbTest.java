package io.github.dynamodbsession.container.undertow;

import io.github.dynamodbsession.servlet.contract.SmokeContract;

class UndertowOnDynamoDbTest extends SmokeContract {

    UndertowOnDynamoDbTest() {
        super(UndertowContainer::new, KnownDeviations.OF_UNDERTOW);
    }
}
