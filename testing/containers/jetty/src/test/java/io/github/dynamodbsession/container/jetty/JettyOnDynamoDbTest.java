package io.github.dynamodbsession.container.jetty;

import io.github.dynamodbsession.servlet.contract.SmokeContract;

class JettyOnDynamoDbTest extends SmokeContract {

    JettyOnDynamoDbTest() {
        super(JettyContainer::new, KnownDeviations.OF_JETTY);
    }
}
