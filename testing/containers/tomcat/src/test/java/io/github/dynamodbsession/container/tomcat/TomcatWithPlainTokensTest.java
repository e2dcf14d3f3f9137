package io.github.dynamodbsession.container.tomcat;

import io.github.dynamodbsession.servlet.contract.PlainTokensContract;

class TomcatWithPlainTokensTest extends PlainTokensContract {

    TomcatWithPlainTokensTest() {
        super(TomcatContainer::new, KnownDeviations.OF_TOMCAT);
    }
}
