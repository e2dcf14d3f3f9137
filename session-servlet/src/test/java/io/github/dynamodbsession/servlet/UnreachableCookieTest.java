package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.option.SameSite;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A {@code Secure} cookie in an insecure response: a browser drops it, so that each request creates another session.
 */
class UnreachableCookieTest extends FilterTest {

    private static final Application VISIT = (request, response) -> {
        request.getSession().setAttribute("a", "1");
        response.getWriter().print(request.getSession().getAttribute("a"));
    };

    private SessionFilter.Builder secure() {
        return SessionFilter.builder(store).cookieSecure(true);
    }

    @Test
    void itIsWarnedOfOnce() {
        Server server = serve(secure().build(), VISIT);

        try (Warnings warnings = Warnings.open()) {
            get(server, "/");
            get(server, "/");

            assertThat(warnings.lines())
                    .singleElement()
                    .asString()
                    .contains("trustForwardedHeaders", "cookieSecure", "saveUnreachable=false");
        }
        assertThat(calls()).isEqualTo(Map.of(CREATE, 2));
    }

    @Test
    void byOptionNoSuchSessionIsStored() {
        Server server = serve(secure().saveUnreachable(false).build(), VISIT);

        try (Warnings warnings = Warnings.open()) {
            Answer answer = get(server, "/");

            answer.hasNoCookie();
            assertThat(answer.body()).isEqualTo("1");
            get(server, "/");
            assertThat(warnings.lines()).hasSize(1);
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void aCookieThatIsSecureForAnotherReasonIsNoOther() {
        SessionFilter filter = SessionFilter.builder(store)
                .cookieSameSite(SameSite.NONE)
                .saveUnreachable(false)
                .build();

        get(serve(filter, VISIT), "/").hasNoCookie();

        assertThat(calls()).isEmpty();
    }

    @Test
    void whoPresentsASessionKeepsIt() {
        String token = stored("a", "0");
        Server server = serve(secure().saveUnreachable(false).build(), VISIT);

        try (Warnings warnings = Warnings.open()) {
            get(server, "/", token);

            assertThat(warnings.lines()).isEmpty();
        }
        assertThat(attribute(token, "a")).contains("1");
    }

    @Test
    void behindAProxyThatTakesHttpsTheCookieArrives() {
        Server server = serve(
                secure().saveUnreachable(false).trustForwardedHeaders(true).build(), VISIT);

        try (Warnings warnings = Warnings.open()) {
            HttpResponse<String> response = send(
                    request(server, "/").header("X-Forwarded-Proto", "https").build(),
                    HttpResponse.BodyHandlers.ofString());
            server.awaitEndOfRequests();

            assertAlive(answer(response, response.body()).newToken());
            assertThat(warnings.lines()).isEmpty();
        }
    }

    @Test
    void whereIdsMayTravelInUrlsNoSessionIsLost() {
        get(serve(secure().urlTracking(true).saveUnreachable(false).build(), VISIT), "/");

        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }
}
