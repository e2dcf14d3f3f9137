package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens that are signed when they are sent, and verified when they are received. */
class SignedCookieTest extends FilterTest {

    private static final CookieSigner SIGNER = CookieSigner.of(List.of("keyboard cat keyboard cat"));

    private Server signing(Application application) {
        return serve(
                SessionFilter.builder(store)
                        .cookieSecret("keyboard cat keyboard cat")
                        .build(),
                application);
    }

    private Server reading() {
        return signing((request, response) -> {
            response.getWriter().print(request.getSession(false) == null ? "none" : "session");
            response.getWriter().print(" " + request.getRequestedSessionId());
            response.getWriter().print(" " + request.isRequestedSessionIdFromCookie());
        });
    }

    private static String cookieOf(Answer answer) {
        return answer.setCookieLines().get(0).substring("SESSION=".length()).split(";", 2)[0];
    }

    @Test
    void aNewSessionsCookieIsSignedAsExpressDoes() {
        Server server = signing((request, response) ->
                response.getWriter().print(request.getSession().getId()));

        Answer answer = get(server, "/");

        assertThat(SIGNER.verify(cookieOf(answer)).map(this::idOf)).contains(answer.body());
        assertThat(cookieOf(answer))
                .isEqualTo(SIGNER.sign(SIGNER.verify(cookieOf(answer)).orElseThrow()));
        assertThat(get(server, "/", cookieOf(answer)).body()).isEqualTo(answer.body());
    }

    @Test
    void aSignedCookieIsASession() {
        String token = stored("name", "value");

        assertThat(get(reading(), "/", SIGNER.sign(token)).body()).isEqualTo("session " + idOf(token) + " true");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void theNameOfANodeBehindTheSignatureCostsNothing() {
        String token = stored("name", "value");

        assertThat(get(reading(), "/", SIGNER.sign(token) + ".node1").body()).startsWith("session");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void whatIsNotSignedWithASecretIsNoSessionAndCostsNoCall() {
        String token = stored("name", "value");
        String signed = SIGNER.sign(token);
        Server server = reading();

        for (String value : new String[] {
            token,
            "s%3A" + token,
            "s%3A" + token + ".",
            signed.substring(0, signed.length() - 1),
            signed.replace("s%3A", "s%3Ax"),
            CookieSigner.of(List.of("another of 24 characters")).sign(token),
            "s%3A" + token + ".%zz",
            "%",
            "s:" + "a".repeat(4000)
        }) {
            Answer answer = get(server, "/", value);
            assertThat(answer.body()).isEqualTo("none null false");
            answer.hasNoCookie();
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void anyNumberOfForgedCookiesHidesNoSignedOne() {
        String token = stored("name", "value");
        String[] cookies = IntStream.range(0, 60)
                .mapToObj(i -> i < 59
                        ? CookieSigner.of(List.of("forger, of 24 characters")).sign("x" + i)
                        : SIGNER.sign(token))
                .toArray(String[]::new);

        assertThat(get(reading(), "/", cookies).body()).startsWith("session " + idOf(token));
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void theFirstSecretSignsAndAllAreTaken() {
        String token = stored("name", "value");
        SessionFilter filter = SessionFilter.builder(store)
                .cookieSecret("new, and of 24 characters")
                .cookieSecret("keyboard cat keyboard cat")
                .build();
        Server server = serve(filter, (request, response) -> {
            response.getWriter().print(request.getSession().getId());
            if (request.getQueryString() != null) {
                request.changeSessionId();
            }
        });

        Answer known = get(server, "/", SIGNER.sign(token));
        assertThat(known.body()).isEqualTo(idOf(token));
        known.hasNoCookie();

        String renamed = cookieOf(get(server, "/?change", SIGNER.sign(token)));
        assertThat(CookieSigner.of(List.of("new, and of 24 characters")).verify(renamed))
                .isPresent();
    }
}
