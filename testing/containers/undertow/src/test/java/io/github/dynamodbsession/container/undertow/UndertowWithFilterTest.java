package io.github.dynamodbsession.container.undertow;

import io.github.dynamodbsession.servlet.contract.Servlet60Contract;
import io.github.dynamodbsession.servlet.contract.Sessions;

class UndertowWithFilterTest extends Servlet60Contract {

    UndertowWithFilterTest() {
        super(UndertowContainer::new, Sessions.ofTheFilter(), KnownDeviations.OF_UNDERTOW);
    }
}
