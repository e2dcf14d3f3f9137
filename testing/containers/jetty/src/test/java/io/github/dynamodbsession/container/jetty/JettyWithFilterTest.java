package io.github.dynamodbsession.container.jetty;

import io.github.dynamodbsession.servlet.contract.Servlet61Contract;
import io.github.dynamodbsession.servlet.contract.Sessions;

class JettyWithFilterTest extends Servlet61Contract {

    JettyWithFilterTest() {
        super(JettyContainer::new, Sessions.ofTheFilter(), KnownDeviations.OF_JETTY);
    }
}
