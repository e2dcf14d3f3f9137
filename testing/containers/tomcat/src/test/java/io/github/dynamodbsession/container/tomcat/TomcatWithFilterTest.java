package io.github.dynamodbsession.container.tomcat;

import io.github.dynamodbsession.servlet.contract.Servlet61Contract;
import io.github.dynamodbsession.servlet.contract.Sessions;

class TomcatWithFilterTest extends Servlet61Contract {

    TomcatWithFilterTest() {
        super(TomcatContainer::new, Sessions.ofTheFilter(), KnownDeviations.OF_TOMCAT);
    }
}
