package io.github.dynamodbsession.container.tomcat;

import io.github.dynamodbsession.servlet.contract.Servlet61Contract;
import io.github.dynamodbsession.servlet.contract.Sessions;

class TomcatTest extends Servlet61Contract {

    TomcatTest() {
        super(TomcatContainer::new, Sessions.ofTheContainer(), KnownDeviations.OF_TOMCAT);
    }
}
