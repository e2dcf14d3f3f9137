package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The id of an old session, and its cookie, are renewed. For the filter only. */
abstract class RenewalCases extends Cases {

    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final String NONE = "none";

    RenewalCases(ServletContract contract) {
        super(contract);
    }

    private static void count(HttpSession session) {
        Object count = session.getAttribute("count");
        session.setAttribute("count", count == null ? 1 : (Integer) count + 1);
    }

    private App renewing() {
        return app().renewing(AGE)
                .at("/write", (request, response) -> {
                    count(request.getSession());
                    response.getWriter().print(request.getSession().getAttribute("count"));
                })
                .at("/forward", (request, response) -> {
                    count(request.getSession());
                    request.getRequestDispatcher("/read").forward(request, response);
                })
                .at("/include", (request, response) -> {
                    request.getRequestDispatcher("/write").include(request, response);
                    response.getWriter().print(" included");
                })
                .at("/redirect", (request, response) -> {
                    count(request.getSession());
                    response.sendRedirect("read");
                })
                .at("/error", (request, response) -> {
                    count(request.getSession());
                    response.sendError(418);
                })
                .at("/fail", (request, response) -> {
                    count(request.getSession());
                    throw new IllegalStateException("thrown by the test");
                })
                .at("/flush", (request, response) -> {
                    count(request.getSession());
                    response.flushBuffer();
                    response.getWriter().print("flushed");
                })
                .at("/late", (request, response) -> {
                    response.flushBuffer();
                    count(request.getSession());
                })
                .at("/async", (request, response) -> {
                    HttpSession session = request.getSession();
                    jakarta.servlet.AsyncContext async = request.startAsync();
                    async.start(() -> {
                        count(session);
                        async.complete();
                    });
                })
                .at("/logout", (request, response) -> request.getSession().invalidate())
                .saying("/read", request -> {
                    HttpSession session = request.getSession(false);
                    return session == null ? NONE : String.valueOf(session.getAttribute("count"));
                });
    }

    /** A client with a cookie that it had once. */
    private static Client with(Answer begun, App app) {
        return app.client()
                .withCookie(begun.sessionCookie().name(), begun.sessionCookie().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/write", "/forward", "/include", "/redirect", "/error", "/flush", "/async"})
    @Rule("StoreBuilder.renewIdAfter: a request that changes an old session sends another cookie")
    void aChangeOfAnOldSessionSendsAnotherCookie(String path) {
        App app = renewing().start();
        Client client = app.client();
        Answer begun = client.get("/write");
        client.get("/write").hasNoCookie();
        app.pass(AGE);
        client.get("/read").says("2").hasNoCookie();

        Answer renewed = client.get(path);

        assertThat(renewed.sessionCookie().value())
                .isNotEqualTo(begun.sessionCookie().value());
        client.get("/read").says("3").hasNoCookie();
        client.get("/write").says("4").hasNoCookie();
        app.pass(GRACE);
        with(begun, app).get("/read").says(NONE).hasNoCookie();
    }

    @Test
    @Rule(
            "StoreBuilder.renewIdAfter: the cookie of a response might be lost if the application fails, so it is not renewed")
    void aRequestThatFailsLeavesTheRenewalToTheNextOne() {
        App app = renewing().start();
        Client client = app.client();
        Answer begun = client.get("/write");
        app.pass(AGE);

        client.get("/fail").hasNoCookie();

        client.get("/read").says("2").hasNoCookie();
        Answer renewed = client.get("/write").says("3");
        assertThat(renewed.sessionCookie().value())
                .isNotEqualTo(begun.sessionCookie().value());
    }

    @Test
    @Rule("Session.isReadOnly: the former cookie reads for a while, and never writes; none is sent for it")
    void theFormerCookieReadsForAWhile() {
        App app = renewing().start();
        Client client = app.client();
        Answer begun = client.get("/write");
        app.pass(AGE);
        client.get("/write").says("2");

        for (String path : List.of("/write", "/forward", "/include", "/flush", "/late", "/async")) {
            with(begun, app).get(path).hasNoCookie();
            with(begun, app).get("/read").says("2").hasNoCookie();
        }
        client.get("/read").says("2").hasNoCookie();
        app.pass(GRACE);
        with(begun, app).get("/read").says(NONE).hasNoCookie();
        client.get("/read").says("2").hasNoCookie();
    }

    @Test
    @Rule("HttpSession.invalidate, by the former cookie: ends the session")
    void aLogoutByTheFormerCookieEndsTheSession() {
        App app = renewing().start();
        Client client = app.client();
        Answer begun = client.get("/write");
        app.pass(AGE);
        client.get("/write").says("2");

        assertThat(with(begun, app).get("/logout").setCookies()).singleElement().matches(SetCookie::takesAway);

        client.get("/read").says(NONE);
    }

    @Test
    @Rule("SessionStore.saveAndRenewId: once the response is committed, the id stays")
    void aChangeAfterTheCommitKeepsTheCookie() {
        App app = renewing().start();
        Client client = app.client();
        client.get("/write");
        app.pass(AGE);

        client.get("/late").hasNoCookie();

        client.get("/read").says("2").hasNoCookie();
        assertThat(client.get("/write").says("3").sessionCookie().value()).isNotEmpty();
    }
}
