package io.github.dynamodbsession.container.jetty;

import io.github.dynamodbsession.servlet.contract.Servlet61Contract;
import io.github.dynamodbsession.servlet.contract.Sessions;

class JettyTest extends Servlet61Contract {

    JettyTest() {
        super(JettyContainer::new, Sessions.ofTheContainer(), KnownDeviations.OF_JETTY);
    }
}
