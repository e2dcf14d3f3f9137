package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.servlet.cookie.CookieSettings;
import io.github.dynamodbsession.servlet.cookie.SessionCookie;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import io.github.dynamodbsession.testkit.SettableClock;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session cookie, as sent and as received. */
class CookieTest extends FilterTest {

    /** In a cookie with a lifetime. */
    static final String EXPIRES = "Expires=\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT";

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

    private static final Application BEGIN = (request, response) -> request.getSession();

    @Test
    void theCookieHasThePathOfTheApplicationAndIsKeptFromScriptsAndOtherSites() {
        Server server = server(SessionFilter.of(store), "/shop").at("/*", BEGIN).start();

        Answer answer = get(server, "/shop/cart");

        assertThat(answer.setCookieLines())
                .containsExactly("SESSION=" + answer.newToken() + "; Path=/shop; HttpOnly; SameSite=Lax");
    }

    @Test
    void thePathIsNotWhatTheRequestMadeOfIt() {
        Server server = server(SessionFilter.of(store), "/shop").at("/*", BEGIN).start();

        assertThat(get(server, "/%73hop/cart").setCookieLines().get(0)).contains("; Path=/shop; ");
        assertThat(get(server, "/shop;a=b/cart").setCookieLines().get(0)).contains("; Path=/shop; ");
    }

    @Test
    void theCookieOfTheRootApplicationIsForAllPaths() {
        Server server = serve(BEGIN);

        assertThat(get(server, "/cart").setCookieLines().get(0)).contains("; Path=/; ");
    }

    @Test
    void theCookieIsSecureWhenTheRequestIs() {
        Server server = server(SessionFilter.of(store))
                .at("/*", (request, response) -> {})
                .start();
        SessionCookie cookie = CookieSettings.NONE.cookie(false);

        assertThat(cookie.giving("id", secure(server, true), NOW))
                .isEqualTo("SESSION=id; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookie.giving("id", secure(server, false), NOW))
                .isEqualTo("SESSION=id; Path=/; HttpOnly; SameSite=Lax");
    }

    private static HttpServletRequest secure(Server server, boolean secure) {
        HttpServletRequest none = (HttpServletRequest) java.lang.reflect.Proxy.newProxyInstance(
                CookieTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> method.getName().equals("getServletContext") ? server.servletContext() : null);
        return new HttpServletRequestWrapper(none) {
            @Override
            public boolean isSecure() {
                return secure;
            }
        };
    }

    @Test
    void everyPartOfTheCookieCanBeChosen() {
        SessionFilter filter = SessionFilter.builder(store)
                .cookieName("sid")
                .cookiePath("/other")
                .cookieDomain("example.org")
                .cookieMaxAge(Duration.ofMillis(90_999))
                .cookieHttpOnly(false)
                .cookieSecure(true)
                .cookieSameSite(SameSite.STRICT)
                .build();

        String line = get(serve(filter, BEGIN), "/").setCookieLines().get(0);

        assertThat(line)
                .matches("sid=[\\w-]{32}; Path=/other; Domain=example.org; Max-Age=90; " + EXPIRES
                        + "; Secure; SameSite=Strict");
    }

    @Test
    void whatLivesForATimeSaysSoTwice() {
        Server server = server(SessionFilter.of(store))
                .at("/*", (request, response) -> {})
                .start();

        assertThat(living(Duration.ofMillis(90_999)).giving("id", secure(server, false), NOW))
                .isEqualTo("SESSION=id; Path=/; Max-Age=90; Expires=Tue, 03 Feb 2026 04:06:37 GMT; HttpOnly;"
                        + " SameSite=Lax");
        assertThat(living(Duration.ofDays(10_000_000)).giving("id", secure(server, false), NOW))
                .contains("; Max-Age=864000000000; Expires=Fri, 31 Dec 9999 23:59:59 GMT; ");
    }

    private static SessionCookie living(Duration maxAge) {
        return CookieSettings.builder().maxAge(maxAge).build().cookie(false);
    }

    /** The same line; otherwise a browser would get it with every save. */
    @Test
    void howOftenTheSessionIsSavedTheCookieIsThereOnce() {
        SettableClock clock = SettableClock.startingAt(NOW);
        SessionFilter filter = SessionFilter.builder(store)
                .cookieMaxAge(Duration.ofMinutes(5))
                .clock(clock)
                .build();
        Server server = server(filter)
                .at("/included", (request, response) -> {})
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    request.getRequestDispatcher("/included").include(request, response);
                    clock.advance(Duration.ofSeconds(7));
                    request.getSession().setAttribute("a", "2");
                    response.flushBuffer();
                })
                .start();

        assertThat(get(server, "/").setCookieLines())
                .singleElement()
                .asString()
                .contains("; Expires=Tue, 03 Feb 2026 04:10:06 GMT; ");
    }

    @Test
    void aPartitionedCookieIsSecureAndAPriorityIsWritten() {
        SessionFilter filter = SessionFilter.builder(store)
                .cookiePartitioned(true)
                .cookiePriority(CookiePriority.HIGH)
                .build();

        assertThat(get(serve(filter, BEGIN), "/").setCookieLines().get(0))
                .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax; Partitioned; Priority=High");
    }

    @Test
    void aRollingCookieIsRenewedByRequestsThatUseTheSession() {
        String token = stored("name", "value");
        SessionFilter filter = SessionFilter.builder(store)
                .cookieRolling(true)
                .cookieMaxAge(Duration.ofMinutes(5))
                .build();
        Server server = server(filter)
                .at("/untouched", (request, response) -> {})
                .at("/*", BEGIN)
                .start();

        assertThat(get(server, "/", token).setCookieLines())
                .singleElement()
                .asString()
                .matches("SESSION=" + token + "; Path=/; Max-Age=300; " + EXPIRES + "; HttpOnly; SameSite=Lax");
        get(server, "/untouched", token).hasNoCookie();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Proto|https|true",
                "X-Forwarded-Proto|HTTPS , http|true",
                "X-Forwarded-Proto|http, https|false",
                "X-Forwarded-Proto|httpsx|false",
                "Forwarded|for=1.2.3.4;Proto=\"https\";by=x, proto=http|true",
                "Forwarded|for=1.2.3.4, proto=https|false",
                "Forwarded|;;=;proto|false"
            })
    void aProxyIsBelievedOnlyIfThatIsChosen(String header, String value, boolean secure) {
        Server trusting =
                serve(SessionFilter.builder(store).trustForwardedHeaders(true).build(), BEGIN);
        Server doubting = serve(BEGIN);

        assertThat(cookie(trusting, header, value).contains("; Secure; ")).isEqualTo(secure);
        assertThat(cookie(doubting, header, value)).doesNotContain("; Secure; ");
    }

    private static String cookie(Server server, String header, String value) {
        HttpResponse<String> response =
                send(request(server, "/").header(header, value).build(), HttpResponse.BodyHandlers.ofString());
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    @Test
    void theNameOfANodeBehindATokenIsTolerated() {
        String token = stored("name", "value");
        Server server = serve((request, response) ->
                response.getWriter().print(request.getSession(false).getAttribute("name")));

        Answer answer = get(server, "/", token + ".node1");

        assertThat(answer.body()).isEqualTo("value");
        answer.hasNoCookie();
    }

    @Test
    void aCookieForOtherSitesIsAlwaysSecure() {
        SessionFilter filter =
                SessionFilter.builder(store).cookieSameSite(SameSite.NONE).build();

        assertThat(get(serve(filter, BEGIN), "/").setCookieLines().get(0))
                .endsWith("; Secure; HttpOnly; SameSite=None");
    }

    @Test
    void aCookieWhoseNameSaysSoIsAlwaysSecure() {
        SessionFilter filter = SessionFilter.builder(store)
                .cookieName("__Host-id")
                .cookiePath("/")
                .build();

        assertThat(get(serve(filter, BEGIN), "/").setCookieLines().get(0)).contains("; Secure; ");
    }

    @Test
    void aSessionThatTheClientHasNeedsNoCookie() {
        Server server = serve(BEGIN);
        String token = get(server, "/").newToken();

        get(server, "/", token).hasNoCookie();
    }

    @Test
    void invalidatingTakesTheCookieAway() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> request.getSession().invalidate());

        assertThat(get(server, "/", token).setCookieLines())
                .containsExactly(
                        "SESSION=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax");
    }

    @Test
    void aCookieWithoutSessionIsLeftAlone() {
        Server server = serve(
                (request, response) -> assertThat(request.getSession(false)).isNull());

        get(server, "/", "unknown").hasNoCookie();
    }

    @Test
    void anUnknownTokenIsNeverTakenOver() {
        Server server = serve(BEGIN);

        Answer answer = get(server, "/", "chosen-by-an-attacker");

        assertThat(answer.newToken()).isNotEqualTo("chosen-by-an-attacker");
        assertDead("chosen-by-an-attacker");
        assertAlive(answer.newToken());
    }

    @Test
    void ofSeveralCookiesTheFirstThatNamesASessionWins() {
        String first = stored("name", "first");
        String second = stored("name", "second");
        Server server = serve((request, response) ->
                response.getWriter().print(request.getSession().getAttribute("name")));

        Answer answer = get(server, "/", "unknown", first, second);

        assertThat(answer.body()).isEqualTo("first");
        answer.hasNoCookie();
        assertThat(calls()).isEqualTo(Map.of(GET, 2));
    }

    @Test
    void aCookieOfAnotherNameIsNoSession() {
        String token = stored("name", "value");
        Server server = serve(
                (request, response) -> assertThat(request.getSession(false)).isNull());

        HttpResponse<String> response = send(
                request(server, "/")
                        .header("Cookie", "session=" + token + "; OTHER=" + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(calls()).isEmpty();
    }

    @Test
    void valuesThatCannotBeIdsNeverReachTheStorage() {
        Server server = serve((request, response) -> {
            assertThat(request.getSession(false)).isNull();
            assertThat(request.isRequestedSessionIdFromCookie()).isFalse();
        });

        for (String value : new String[] {
            "", " ", "a b", "\"quoted\"", "%41", "../../x", "<script>", "a=b", "ä", "a".repeat(257), "a,b", "$x", "{}"
        }) {
            get(server, "/", value).hasNoCookie();
        }
        assertThat(calls()).isEmpty();
    }

    @Test
    void aMultitudeOfCookiesDoesNotCostAMultitudeOfReads() {
        Server server = serve(
                (request, response) -> assertThat(request.getSession(false)).isNull());
        String[] many = IntStream.range(0, 150).mapToObj(i -> "unknown" + i).toArray(String[]::new);

        get(server, "/", many);

        assertThat(calls()).isEqualTo(Map.of(GET, 4));
    }

    @Test
    void theSameValueTwiceIsReadOnce() {
        Server server = serve(
                (request, response) -> assertThat(request.getSession(false)).isNull());

        get(server, "/", "unknown", "unknown", "unknown");

        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void aSecondTokenReplacesTheFirstAndLeavesOtherCookiesAlone() {
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> {})
                .at("/*", (request, response) -> {
                    response.addCookie(new Cookie("before", "1"));
                    request.getSession();
                    request.getRequestDispatcher("/part").include(request, response);
                    assertThat(response.getHeaders("Set-Cookie")).hasSize(2);
                    response.addCookie(new Cookie("after", "2"));
                    request.changeSessionId();
                    response.getWriter().print(request.changeSessionId());
                })
                .start();

        Answer answer = get(server, "/");

        assertThat(names(answer)).isEqualTo("before SESSION after");
        SetCookie second = answer.setCookies().get(1);
        assertThat(second.name()).isEqualTo("SESSION");
        assertThat(found(second.value()).map(Session::id)).contains(answer.body());
    }

    @Test
    void aSessionThatIsInvalidatedAfterItsCookieWasSetTakesItAway() {
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> {})
                .at("/*", (request, response) -> {
                    request.getSession();
                    request.getRequestDispatcher("/part").include(request, response);
                    request.getSession().invalidate();
                })
                .start();

        assertThat(get(server, "/").setCookieLines()).singleElement().asString().startsWith("SESSION=;");
    }

    @Test
    void resettingTheResponseDoesNotLoseTheCookie() {
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> {})
                .at("/*", (request, response) -> {
                    request.getSession();
                    request.getRequestDispatcher("/part").include(request, response);
                    response.reset();
                    assertThat(response.getHeaders("Set-Cookie")).isEmpty();
                })
                .start();

        assertAlive(get(server, "/").newToken());
    }

    @Test
    void aCookieThatTheApplicationSetsInPlaceOfAllDoesNotReplaceOurs() {
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> {})
                .at("/*", (request, response) -> {
                    request.getSession();
                    request.getRequestDispatcher("/part").include(request, response);
                    response.setHeader("Set-Cookie", "own=1");
                })
                .start();

        assertThat(names(get(server, "/"))).isEqualTo("own SESSION");
    }

    private static String names(Answer answer) {
        return answer.setCookieLines().stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aSessionLeftEmptyIsNotStoredIfSoChosen() {
        SessionFilter filter =
                SessionFilter.builder(store).saveUninitialized(false).build();
        Server server = serve(filter, (request, response) -> {
            assertThat(request.getSession().isNew()).isTrue();
            response.flushBuffer();
        });

        get(server, "/").hasNoCookie();

        assertThat(calls()).isEmpty();
    }

    @Test
    void aSessionWithAnAttributeIsStoredWhateverWasChosen() {
        SessionFilter filter =
                SessionFilter.builder(store).saveUninitialized(false).build();
        Server server =
                serve(filter, (request, response) -> request.getSession().setAttribute("name", "value"));

        assertThat(attribute(get(server, "/").newToken(), "name")).contains("value");
    }

    @Test
    void aStoredSessionThatIsEmptiedStays() {
        String token = stored("name", "value");
        SessionFilter filter =
                SessionFilter.builder(store).saveUninitialized(false).build();
        Server server =
                serve(filter, (request, response) -> request.getSession().removeAttribute("name"));

        get(server, "/", token);

        assertAlive(token);
        assertThat(attribute(token, "name")).isEmpty();
    }

    @Test
    void anEmptySessionThatReplacesAnInvalidatedOneTakesTheCookieAwayIfNotStored() {
        String token = stored("name", "value");
        SessionFilter filter =
                SessionFilter.builder(store).saveUninitialized(false).build();
        Server server = serve(filter, (request, response) -> {
            request.getSession().invalidate();
            request.getSession();
        });

        assertThat(get(server, "/", token).setCookieLines())
                .singleElement()
                .asString()
                .startsWith("SESSION=;");
        assertDead(token);
    }
}
