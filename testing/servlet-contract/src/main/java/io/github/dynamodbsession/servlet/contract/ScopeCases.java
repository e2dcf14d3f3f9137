package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.servlet.harness.Client;
import org.junit.jupiter.api.Test;

/** Sessions of several applications. */
abstract class ScopeCases extends Cases {

    ScopeCases(ServletContract contract) {
        super(contract);
    }

    private App shop(String contextPath) {
        return app(contextPath)
                .with(xml -> xml.cookie("path", "/"))
                .at("/set", (request, response) -> request.getSession().setAttribute("a", contextPath))
                .saying("/a", request -> request.getSession().getAttribute("a"));
    }

    @Test
    @Rule("7.3: sessions are of one application; the cookie may be common, attributes are never shared")
    void applicationsDoNotShareSessions() {
        App one = shop("/one").start();
        App two = shop("/two").start();
        Client client = one.client();

        client.get("/set");

        client.at(two).get("/a").says("null");
        client.get("/a").says("/one");
    }

    @Test
    @Rule("7.3: a servlet of another application, called by a dispatcher, sees a session of its own application")
    @Excepted(FilterLimit.CROSS_CONTEXT)
    void aDispatchToAnotherApplicationHasASessionOfThatOne() {
        App one = shop("/one")
                .at("/cross", (request, response) -> {
                    request.getSession().setAttribute("a", "of one");
                    request.getServletContext()
                            .getContext("/two")
                            .getRequestDispatcher("/set")
                            .include(request, response);
                })
                .start();
        App two = shop("/two").start();
        Client client = one.client();

        client.get("/cross").hasStatus(200);

        client.get("/a").says("of one");
        client.at(two).get("/a").says("/two");
    }
}
