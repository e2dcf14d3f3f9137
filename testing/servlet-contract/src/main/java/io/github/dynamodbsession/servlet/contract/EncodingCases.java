package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.SessionTrackingMode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session ids in URLs. */
abstract class EncodingCases extends Cases {

    EncodingCases(ServletContract contract) {
        super(contract);
    }

    private App linking(SessionTrackingMode... modes) {
        App app = app();
        if (modes.length > 0) {
            app.atStartup(context -> context.setSessionTrackingModes(Set.of(modes)));
        }
        return app.saying("/begin", request -> request.getSession().getId())
                .at("/begin-link", (request, response) -> {
                    request.getSession();
                    response.getWriter().print(request.getSession().getId() + " " + response.encodeURL("/app/begin"));
                })
                .at("/link", (request, response) -> {
                    request.getSession();
                    response.getWriter().print(response.encodeURL(request.getParameter("to")));
                })
                .at("/redirect-link", (request, response) -> {
                    request.getSession();
                    response.getWriter().print(response.encodeRedirectURL(request.getParameter("to")));
                })
                .at("/redirect", (request, response) -> {
                    request.getSession();
                    response.sendRedirect(response.encodeRedirectURL("/app/begin"));
                })
                .at("/link-without", (request, response) -> response.getWriter()
                        .print(response.encodeURL("/app/begin") + " " + response.encodeRedirectURL("/app/begin")))
                .at("/link-after", (request, response) -> {
                    request.getSession().invalidate();
                    response.getWriter().print(response.encodeURL("/app/begin"));
                })
                .saying(
                        "/how",
                        request -> request.getRequestedSessionId() + " "
                                + request.isRequestedSessionIdFromURL() + " " + request.isRequestedSessionIdFromCookie()
                                + " "
                                + request.isRequestedSessionIdValid());
    }

    /**
     * A session of a client without cookies.
     *
     * @param token what the links have
     */
    private record Begun(String id, String token) {}

    private static Begun begin(Client client) {
        String[] answer = client.get("/begin-link").hasNoCookie().body().split(" ", 2);
        assertThat(answer[1]).startsWith("/app/begin;");
        return new Begun(answer[0], answer[1].substring(answer[1].indexOf('=') + 1));
    }

    @Test
    @Rule("HttpServletResponse.encodeURL: the unchanged URL if encoding is not needed, as with a cookie")
    void aClientWithCookiesNeedsNoIdInItsLinks() {
        Client client = linking().start().client();
        client.get("/begin");

        client.get("/link?to=/app/begin").says("/app/begin");
        client.get("/redirect-link?to=/app/begin").says("/app/begin");
    }

    @Test
    @Rule("HttpServletResponse.encodeURL: includes the session ID; 7.1.3: as path parameter jsessionid")
    @Excepted(FilterLimit.IDS_IN_LINKS)
    void aClientOfWhichNothingIsKnownYetGetsTheIdInItsLinks() {
        Client client = linking(SessionTrackingMode.COOKIE, SessionTrackingMode.URL)
                .start()
                .client();

        Answer answer = client.get("/link?to=/app/begin");

        assertThat(answer.body()).matches("/app/begin;jsessionid=.{16,}");
        assertThat(answer.sessionCookie().value())
                .isEqualTo(answer.body().substring("/app/begin;jsessionid=".length()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/link", "/redirect-link"})
    @Rule("HttpServletResponse.encodeURL, encodeRedirectURL; 7.1.3")
    void withoutCookiesTheIdIsInEveryLink(String kind) {
        Client client = linking(SessionTrackingMode.URL).start().client();
        String token = begin(client).token();

        client.get(kind + ";jsessionid=" + token + "?to=/app/begin")
                .says("/app/begin;jsessionid=" + token)
                .hasNoCookie();
    }

    @Test
    @Rule("7.1.3: the id is a parameter of the path, so before query and fragment")
    void theIdStandsBeforeQueryAndFragment() {
        Client client = linking(SessionTrackingMode.URL).start().client();
        String token = begin(client).token();

        client.get("/link;jsessionid=" + token + "?to=/app/begin%3Fa=b%23c")
                .says("/app/begin;jsessionid=" + token + "?a=b#c");
        client.get("/link;jsessionid=" + token + "?to=/app/begin%23c").says("/app/begin;jsessionid=" + token + "#c");
    }

    @Test
    @Rule("7.1.3: URL rewriting; HttpServletRequest.isRequestedSessionIdFromURL")
    void anIdInTheUrlLeadsToItsSession() {
        Client client = linking(SessionTrackingMode.URL).start().client();
        Begun begun = begin(client);

        client.get("/begin;jsessionid=" + begun.token()).says(begun.id()).hasNoCookie();
        client.get("/how;jsessionid=" + begun.token()).says(begun.id() + " true false true");
        assertThat(client.get("/begin").body()).isNotEqualTo(begun.id());
    }

    @Test
    @Rule("7.1.1: a custom name of the cookie is that of the parameter as well")
    void theNameOfTheCookieIsThatOfTheParameter() {
        Client client = linking(SessionTrackingMode.URL)
                .atStartup(context -> context.getSessionCookieConfig().setName("WHO"))
                .start()
                .client();
        Begun begun = begin(client);

        client.get("/begin;WHO=" + begun.token()).says(begun.id());
        client.get("/link;WHO=" + begun.token() + "?to=/app/begin").says("/app/begin;WHO=" + begun.token());
    }

    @Test
    @Rule("HttpServletResponse.encodeRedirectURL, with sendRedirect")
    void aRedirectTakesTheSessionAlong() {
        Client client = linking(SessionTrackingMode.URL).start().client();
        String token = begin(client).token();

        Answer redirected = client.get("/redirect;jsessionid=" + token);

        assertThat(redirected.header("Location")).endsWith("/app/begin;jsessionid=" + token);
    }

    @Test
    @Rule("ServletContext.setSessionTrackingModes: without URL, no id in links, and none is taken from them")
    void withCookiesAloneNoLinkHasAnId() {
        Client client = linking(SessionTrackingMode.COOKIE).start().client();

        client.get("/link?to=/app/begin").says("/app/begin");
        client.get("/redirect-link?to=/app/begin").says("/app/begin");
        String cookie = client.cookies().values().iterator().next();
        client.forgetCookies();
        client.get("/how;jsessionid=" + cookie).says("null false false false");
    }

    @Test
    @Rule("ServletContext.setSessionTrackingModes: without COOKIE, none is sent, and none is listened to")
    void withUrlsAloneThereIsNoCookie() {
        Client client = linking(SessionTrackingMode.URL).start().client();

        String token = begin(client).token();

        client.withCookie("JSESSIONID", token).withCookie("SESSION", token);
        client.get("/how").says("null false false false");
    }

    @Test
    @Rule("HttpServletResponse.encodeURL: encoding is not needed without a session")
    void withoutSessionALinkStaysAsItIs() {
        Client client = linking(SessionTrackingMode.URL).start().client();

        client.get("/link-without").says("/app/begin /app/begin");
        client.get("/link-after").says("/app/begin");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://elsewhere.example/app/begin", "mailto:alice@example.org", "/other/begin"})
    @Rule("HttpServletResponse.encodeURL: an id is for its own application")
    void aLinkToElsewhereNeverHasAnId(String link) {
        Client client = linking(SessionTrackingMode.URL).start().client();
        String token = begin(client).token();

        client.get("/link;jsessionid=" + token + "?to=" + link).says(link);
        client.get("/redirect-link;jsessionid=" + token + "?to=" + link).says(link);
    }

    @Test
    @Rule("HttpServletResponse.encodeURL: also of relative and absolute URLs of the application")
    void everyFormOfALinkIsEncoded() {
        App app = linking(SessionTrackingMode.URL).start();
        Client client = app.client();
        String token = begin(client).token();
        String absolute = "http://127.0.0.1:" + app.port() + "/app/begin";

        client.get("/link;jsessionid=" + token + "?to=begin").says("begin;jsessionid=" + token);
        client.get("/link;jsessionid=" + token + "?to=" + absolute).says(absolute + ";jsessionid=" + token);
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, then HttpServletResponse.encodeURL")
    void aLinkHasTheIdAfterItsChange() {
        App app = linking(SessionTrackingMode.URL);
        app.at("/change", (request, response) -> {
                    String changed = request.changeSessionId();
                    String link = response.encodeURL("/app/begin");
                    assertThat(link).startsWith("/app/begin;jsessionid=");
                    assertThat(app.idOf(link.substring("/app/begin;jsessionid=".length())))
                            .isEqualTo(changed);
                })
                .start();
        Client client = app.client();

        client.get("/change;jsessionid=" + begin(client).token()).hasStatus(200);
    }
}
