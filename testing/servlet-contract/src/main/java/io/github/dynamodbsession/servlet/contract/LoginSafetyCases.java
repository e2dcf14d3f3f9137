package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import org.junit.jupiter.api.Test;

/**
 * Session fixation: a client cannot get into another user's session by planting an id, nor back into one that has
 * ended.
 */
abstract class LoginSafetyCases extends Cases {

    LoginSafetyCases(ServletContract contract) {
        super(contract);
    }

    private App shop() {
        return app().saying("/begin", request -> request.getSession().getId())
                .saying(
                        "/id",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getId())
                .saying(
                        "/user",
                        request -> request.getSession(false) == null
                                ? "nobody"
                                : request.getSession(false).getAttribute("user"))
                .saying("/login", request -> {
                    request.getSession();
                    request.changeSessionId();
                    request.getSession().setAttribute("user", "alice");
                    return request.getSession().getId();
                })
                .at("/logout", (request, response) -> request.getSession().invalidate());
    }

    @Test
    @Rule("7.2: a session is created by the container, its id assigned by it; HttpSession.getId")
    void anIdThatTheClientMadeUpIsNeverTakenOver() {
        App app = shop().start();
        String name = app.client().get("/begin").sessionCookie().name();
        Client client = app.client().withCookie(name, RequestCases.UNKNOWN);

        Answer begun = client.get("/begin");

        assertThat(begun.body()).isNotEqualTo(app.idOf(RequestCases.UNKNOWN));
        assertThat(begun.sessionCookie().value()).doesNotStartWith(RequestCases.UNKNOWN);
        assertThat(app.idOf(begun.sessionCookie().value())).startsWith(begun.body());
    }

    @Test
    @Rule("7.2: a session is created by the container, its id assigned by it; HttpSession.getId")
    void anIdThatTheClientMadeUpInTheUrlIsNeverTakenOver() {
        App app = shop().start();
        Client client = app.client();

        Answer begun = client.get("/begin;jsessionid=" + RequestCases.UNKNOWN);

        assertThat(begun.body()).isNotEqualTo(app.idOf(RequestCases.UNKNOWN)).hasSizeGreaterThan(16);
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId: the id from before is not the session's any more")
    void theIdFromBeforeALoginIsDead() {
        Client client = shop().start().client();
        client.get("/begin");
        Client thief = client.twin();

        client.get("/login");

        client.get("/user").says("alice");
        thief.get("/user").says("nobody");
        thief.get("/id").says("none");
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, then HttpSession.invalidate")
    void loginAndLogoutInOneRequestLeaveNothingAlive() {
        Client client = shop().at("/both", (request, response) -> {
                    request.changeSessionId();
                    request.getSession().setAttribute("user", "alice");
                    request.getSession().invalidate();
                })
                .start()
                .client();
        client.get("/begin");
        Client thief = client.twin();

        client.get("/both").hasStatus(200);

        client.get("/user").says("nobody");
        thief.get("/user").says("nobody");
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, several times")
    void ofSeveralChangedIdsTheLastIsAliveAlone() {
        Client client = shop().saying("/twice", request -> {
                    request.getSession().setAttribute("user", "alice");
                    return request.changeSessionId() + " " + request.changeSessionId();
                })
                .start()
                .client();
        String name = client.get("/begin").sessionCookie().name();
        Client thief = client.twin();

        String[] ids = client.get("/twice").body().split(" ", 2);

        client.get("/id").says(ids[1]);
        client.get("/user").says("alice");
        thief.get("/user").says("nobody");
        thief.withCookie(name, ids[0]).get("/user").says("nobody");
    }

    @Test
    @Rule("HttpSession.invalidate: the id leads nowhere any more")
    void theCookieFromBeforeALogoutIsDead() {
        Client client = shop().start().client();
        client.get("/login");
        Client thief = client.twin();

        client.get("/logout");

        thief.get("/user").says("nobody");
        assertThat(thief.get("/begin").sessionCookie().value()).isNotEmpty();
        thief.get("/user").says("null");
    }
}
