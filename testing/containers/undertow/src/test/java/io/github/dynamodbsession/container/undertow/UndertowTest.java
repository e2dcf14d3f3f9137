package io.github.dynamodbsession.container.undertow;

import io.github.dynamodbsession.servlet.contract.Servlet60Contract;
import io.github.dynamodbsession.servlet.contract.Sessions;

class UndertowTest extends Servlet60Contract {

    UndertowTest() {
        super(UndertowContainer::new, Sessions.ofTheContainer(), KnownDeviations.OF_UNDERTOW);
    }
}
