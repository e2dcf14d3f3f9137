package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The session methods of {@link jakarta.servlet.http.HttpServletRequest}. */
abstract class RequestCases extends Cases {

    static final String UNKNOWN = "0123456789ABCDEF0123456789ABCDEF";

    RequestCases(ServletContract contract) {
        super(contract);
    }

    private App asking() {
        return app().saying("/begin", request -> request.getSession().getId())
                .saying(
                        "/id",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getId())
                .saying("/requested", request -> request.getRequestedSessionId())
                .saying("/valid", request -> request.isRequestedSessionIdValid())
                .saying("/from-cookie", request -> request.isRequestedSessionIdFromCookie())
                .saying("/from-url", request -> request.isRequestedSessionIdFromURL())
                .at("/invalidate", (request, response) -> request.getSession().invalidate())
                .saying("/change", request -> request.changeSessionId());
    }

    @Test
    @Rule("HttpServletRequest.getSession(boolean): if create is false and there is no session, null")
    void thereIsNoSessionUnlessAskedFor() {
        asking().start().client().get("/id").says("none").hasNoCookie();
    }

    @Test
    @Rule("HttpServletRequest.getSession(): the current session, or if there is none, creates one")
    void aSessionBeginsWhenAskedFor() {
        Client client = asking().start().client();

        Answer begun = client.get("/begin");

        assertThat(begun.sessionCookie().value()).isNotEmpty();
        client.get("/id").says(begun.body());
    }

    @Test
    @Rule("HttpServletRequest.getSession(boolean): the current session associated with this request")
    void aRequestHasOneSession() {
        Client client = app().at("/check", (request, response) -> {
                    HttpSession session = request.getSession();
                    assertThat(request.getSession(true)).isSameAs(session);
                    assertThat(request.getSession(false)).isSameAs(session);
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpServletRequest.getSession(boolean): IllegalStateException once the response is committed")
    void aSessionCannotBeginOnceTheResponseIsCommitted() {
        Client client = app().at("/check", (request, response) -> {
                    response.flushBuffer();
                    assertThatThrownBy(request::getSession).isInstanceOf(IllegalStateException.class);
                    assertThatThrownBy(() -> request.getSession(true)).isInstanceOf(IllegalStateException.class);
                    assertThat(request.getSession(false)).isNull();
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpServletRequest.getSession(boolean): only a new session needs the response uncommitted")
    void aSessionThatIsThereIsFoundOnceTheResponseIsCommitted() {
        Client client = asking().at("/late", (request, response) -> {
                    response.flushBuffer();
                    response.getWriter().print(request.getSession().getId());
                })
                .start()
                .client();

        String id = client.get("/begin").body();

        client.get("/late").says(id);
    }

    @Test
    @Rule("HttpServletRequest.getRequestedSessionId: null if the client did not specify one")
    void nothingIsRequestedByANewClient() {
        Client client = asking().start().client();

        client.get("/requested").says("null");
        client.get("/valid").says(false);
        client.get("/from-cookie").says(false);
        client.get("/from-url").says(false);
    }

    @Test
    @Rule("HttpServletRequest.getRequestedSessionId, isRequestedSessionIdValid, ...FromCookie, ...FromURL")
    void theIdOfACookieIsRequested() {
        Client client = asking().start().client();
        String id = client.get("/begin").body();

        client.get("/requested").says(id);
        client.get("/valid").says(true);
        client.get("/from-cookie").says(true);
        client.get("/from-url").says(false);
    }

    @Test
    @Rule("HttpServletRequest.getRequestedSessionId: may not be the same as that of the current session")
    void anUnknownIdIsRequestedButNotValid() {
        App app = asking().start();
        Client client = app.client().withCookie(cookieName(app), UNKNOWN);

        client.get("/requested").says(app.idOf(UNKNOWN));
        client.get("/valid").says(false);
        client.get("/from-cookie").says(true);
        client.get("/id").says("none");
    }

    private static String cookieName(App app) {
        return app.client().get("/begin").sessionCookie().name();
    }

    @Test
    @Rule("HttpServletRequest.isRequestedSessionIdValid: whether the requested session ID is still valid")
    void theIdOfASessionThatEndedIsNotValid() {
        Client client = asking().start().client();
        client.get("/begin");
        Client twin = client.twin();

        client.get("/invalidate");

        twin.get("/valid").says(false);
        twin.get("/from-cookie").says(true);
    }

    @Test
    @Rule("HttpServletRequest.isRequestedSessionIdValid: whether the requested session ID is still valid")
    void theIdIsNotValidAnyMoreInTheRequestThatEndsItsSession() {
        Client client = asking().at("/check", (request, response) -> {
                    assertThat(request.isRequestedSessionIdValid()).isTrue();
                    request.getSession().invalidate();
                    assertThat(request.isRequestedSessionIdValid()).isFalse();
                })
                .start()
                .client();
        client.get("/begin");

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpServletRequest.isRequestedSessionIdValid: whether the requested session ID is still valid; 7.5")
    void theIdOfASessionThatTimedOutIsNotValid() {
        App app = asking().at(
                        "/short", (request, response) -> request.getSession().setMaxInactiveInterval(1))
                .start();
        Client client = app.client();
        client.get("/short");

        app.pass(Duration.ofMillis(1500));

        client.get("/valid").says(false);
    }

    @Test
    @Rule("HttpServletRequest.isRequestedSessionIdValid: of the requested ID, not of the session that began since")
    void aNewSessionDoesNotMakeTheRequestedIdValid() {
        App app = asking();
        app.at("/check", (request, response) -> {
                    request.getSession();
                    assertThat(request.getRequestedSessionId()).isEqualTo(app.idOf(UNKNOWN));
                    assertThat(request.isRequestedSessionIdValid()).isFalse();
                })
                .start();

        app.client().withCookie(cookieName(app), UNKNOWN).get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId: changes the id of the current session and returns the new one")
    void theIdIsChanged() {
        App app = asking().at("/check", (request, response) -> {
                    HttpSession session = request.getSession();
                    String old = session.getId();
                    String changed = request.changeSessionId();
                    assertThat(changed).isNotEqualTo(old);
                    assertThat(request.getSession().getId()).isEqualTo(changed);
                    assertThat(session.getId()).isEqualTo(changed);
                    response.getWriter().print(changed);
                })
                .start();
        Client client = app.client();
        client.get("/begin");

        Answer changed = client.get("/check").hasStatus(200);

        assertThat(app.idOf(changed.sessionCookie().value())).startsWith(changed.body());
        client.get("/id").says(changed.body());
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId: IllegalStateException if there is no session")
    void theIdOfNoSessionCannotBeChanged() {
        Client client = app().at("/check", (request, response) -> {
                    assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class);
                    request.getSession().invalidate();
                    assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class);
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId: only the id changes")
    void changingTheIdKeepsTheSession() {
        App app = asking().at("/fill", (request, response) -> {
                    request.getSession().setAttribute("a", 1);
                    request.getSession().setMaxInactiveInterval(77);
                })
                .saying(
                        "/all",
                        request -> request.getSession().getCreationTime() + " "
                                + request.getSession().getMaxInactiveInterval() + " "
                                + request.getSession().getAttribute("a"));
        Client client = app.start().client();
        client.get("/fill");
        String before = client.get("/all").body();

        app.pass(Duration.ofMillis(20));
        client.get("/change").hasStatus(200);

        client.get("/all").says(before);
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, of a session that is new")
    void theIdOfANewSessionIsChanged() {
        App app = asking().saying("/both", request -> {
                    request.getSession().setAttribute("a", 1);
                    return request.changeSessionId();
                })
                .saying("/a", request -> request.getSession().getAttribute("a"))
                .start();
        Client client = app.client();

        Answer changed = client.get("/both");

        assertThat(app.idOf(changed.sessionCookie().value())).startsWith(changed.body());
        client.get("/id").says(changed.body());
        client.get("/a").says(1);
    }

    @Test
    @Rule("HttpServletRequest.getRequestedSessionId: the session ID specified by the client")
    void theRequestedIdStaysWhenTheIdIsChanged() {
        Client client = asking().saying("/both", request -> {
                    request.changeSessionId();
                    return request.getRequestedSessionId();
                })
                .start()
                .client();
        String id = client.get("/begin").body();

        client.get("/both").says(id);
    }
}
