package io.github.dynamodbsession.container.tomcat;

import io.github.dynamodbsession.servlet.contract.SmokeContract;

class TomcatOnDynamoDbTest extends SmokeContract {

    TomcatOnDynamoDbTest() {
        super(TomcatContainer::new, KnownDeviations.OF_TOMCAT);
    }
}
