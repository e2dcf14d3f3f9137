package io.github.dynamodbsession.servlet.contract;

import static io.github.dynamodbsession.servlet.contract.Refusable.BROKEN_PERCENT_IN_URL;
import static io.github.dynamodbsession.servlet.contract.Refusable.CONTROL_CHARACTER;
import static io.github.dynamodbsession.servlet.contract.Refusable.NOT_ASCII_IN_COOKIE;
import static io.github.dynamodbsession.servlet.contract.Refusable.NOT_OF_URLS;
import static io.github.dynamodbsession.servlet.contract.Refusable.TAB_IN_COOKIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Connection;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import jakarta.servlet.SessionTrackingMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Malformed and hostile requests, byte by byte through a socket: they find no session, cause no failure, are not echoed
 * in the response, and cause no storage calls if cookies are signed.
 */
abstract class BadInputCases extends Cases {

    private static final String SECRET = "keyboard cat keyboard cat";
    private static final CookieSigner FORGER = CookieSigner.of(List.of("forger, of 24 characters"));

    /** Part of each request, and must never be part of a response. */
    private static final String MARK = "Reflected";

    private static final int THOUSANDS = 5_000;

    /** A legitimate client sends one or two ids; more must not cause more reads than this. */
    private static final int MAX_READS = 4;

    BadInputCases(ServletContract contract) {
        super(contract);
    }

    /** Whether cookies are signed, if the sessions are those of the filter. */
    enum Cookies {
        PLAIN,
        SIGNED
    }

    private App asking(Cookies cookies) {
        App app = cookies == Cookies.SIGNED ? app().signing(SECRET) : app();
        return answering(app).start();
    }

    private static App answering(App app) {
        return app.saying("/begin", request -> request.getSession().getId())
                .saying(
                        "/id",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getId());
    }

    private static SetCookie begin(App app) {
        return app.client().get("/begin").sessionCookie();
    }

    private static Answer ask(App app, String path, String cookies) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + app.port());
        headers.put("Cookie", cookies);
        try (Connection connection = new Connection(app.port())) {
            Answer answer = connection.exchange("GET", app.contextPath() + path, headers, "");
            app.awaitEndOfRequests();
            assertThat(answer.toString()).doesNotContain(MARK);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        }
    }

    private static void assertNoSession(App app, String cookies) {
        ask(app, "/id", cookies).says("none").hasNoCookie();
    }

    /** How often the storage is called meanwhile. */
    private static int storageCalls(App app, Runnable requests) {
        int before = app.storageCalls();
        requests.run();
        return app.storageCalls() - before;
    }

    private static void assertFewCalls(Cookies cookies, int calls) {
        assertThat(calls).isBetween(0, cookies == Cookies.SIGNED ? 0 : MAX_READS);
    }

    private static String marked(Cookies cookies, String id) {
        return cookies == Cookies.SIGNED ? "s%3A" + id + "." + "x".repeat(43) : id;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1, RFC 6265 section 5.4: whatever byte is in the cookie, it is no session and no failure")
    void noByteOfACookieMakesASession(Cookies cookies) {
        App app = asking(cookies);
        String name = begin(app).name();

        for (char b = 0; b < 256; b++) {
            String cookie = name + "=" + marked(cookies, "a" + b + MARK);
            int expected = statusFor(b);
            int calls = storageCalls(app, () -> {
                Answer answer = ask(app, "/id", cookie).hasStatus(expected).hasNoCookie();
                if (expected == 200) {
                    answer.says("none");
                }
            });
            assertFewCalls(cookies, calls);
        }
    }

    private int statusFor(char byteOfCookie) {
        if (byteOfCookie == '\t') {
            return statusFor(TAB_IN_COOKIE);
        }
        if (byteOfCookie < ' ' || byteOfCookie == 0x7F) {
            return statusFor(CONTROL_CHARACTER);
        }
        return byteOfCookie < 0x80 ? 200 : statusFor(NOT_ASCII_IN_COOKIE);
    }

    private int statusFor(Refusable what) {
        return contract().container().refusals().getOrDefault(what, 200);
    }

    @Test
    @Rule("7.1.1, RFC 6265 section 5.4: nor does it hide the session of another cookie")
    void noByteOfAnotherCookiesNameHidesTheSession() {
        App app = asking(Cookies.PLAIN);
        Answer begun = app.client().get("/begin");
        SetCookie cookie = begun.sessionCookie();

        for (char b = 0; b < 256; b++) {
            boolean isControl = b != '\t' && (b < ' ' || b == 0x7F);
            int expected = isControl ? statusFor(CONTROL_CHARACTER) : 200;
            Answer answer = ask(app, "/id", "a" + b + MARK + "=1; " + cookie.name() + "=" + cookie.value());

            answer.hasStatus(expected);
            if (expected == 200) {
                answer.says(begun.body());
            }
        }
    }

    private static String thousands(IntFunction<String> cookie) {
        return IntStream.range(0, THOUSANDS).mapToObj(cookie).collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1: any number of cookies is no session, and costs a few reads at most")
    void thousandsOfCookiesAreNoSession(Cookies cookies) {
        App app = asking(cookies);
        String name = begin(app).name();
        String header = thousands(i -> name + "=" + MARK + i);

        assertFewCalls(cookies, storageCalls(app, () -> assertNoSession(app, header)));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1: the session is that of the session cookie, whatever else is sent")
    void thousandsOfOtherCookiesHideNoSession(Cookies cookies) {
        App app = asking(cookies);
        Answer begun = app.client().get("/begin");
        SetCookie own = begun.sessionCookie();

        ask(app, "/id", thousands(i -> "n" + i + "=" + MARK) + "; " + own.name() + "=" + own.value())
                .says(begun.body());
    }

    @Test
    @Rule("7.1.1: a forged cookie costs nothing, and hides no other")
    void thousandsOfForgedCookiesHideNoSession() {
        App app = asking(Cookies.SIGNED);
        Answer begun = app.client().get("/begin");
        SetCookie own = begun.sessionCookie();
        String forged = thousands(i -> own.name() + "=s%3A" + MARK + i + ".x");

        int calls = storageCalls(app, () -> ask(app, "/id", forged + "; " + own.name() + "=" + own.value())
                .says(begun.body()));

        assertThat(calls).isLessThanOrEqualTo(1);
    }

    @Test
    @Rule("7.1.1: a forged cookie is no session, by whatever secret but the application's")
    void aForgedCookieIsNoSessionAndCostsNoCall() {
        App app = asking(Cookies.SIGNED);
        Answer begun = app.client().get("/begin");
        String name = begun.sessionCookie().name();
        String other = begin(app).value();

        int calls = storageCalls(app, () -> {
            for (int i = 0; i < 10; i++) {
                assertNoSession(app, name + "=" + FORGER.sign(MARK + i));
            }
            String own = begun.sessionCookie().value();
            String token = CookieSigner.of(List.of(SECRET)).verify(own).orElse(begun.body());
            assertNoSession(app, name + "=" + FORGER.sign(token));
            assertNoSession(app, name + "=s%3A" + token);
            assertNoSession(app, name + "=s%3A" + token + ".");
            assertNoSession(app, name + "=s%3A" + token + "." + other.substring(other.lastIndexOf('.') + 1));
        });

        assertThat(calls).isZero();
    }

    @Test
    @Rule("7.1.1: a cookie is a session's as a whole, or not at all")
    void aTruncatedOrAlteredCookieIsNoSessionAndCostsNoCall() {
        App app = asking(Cookies.SIGNED);
        SetCookie own = begin(app);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < own.value().length(); i++) {
            String begin = own.value().substring(0, i);
            char altered = own.value().charAt(i) == 'A' ? 'B' : 'A';
            wrong.add(begin);
            wrong.add(begin + altered + own.value().substring(i + 1));
        }
        String allButLast = own.value().substring(0, own.value().length() - 1);
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                .chars()
                .mapToObj(c -> allButLast + (char) c)
                .filter(value -> !value.equals(own.value()))
                .forEach(wrong::add);

        int calls = storageCalls(
                app,
                () -> wrong.forEach(value -> {
                    Answer answer = ask(app, "/id", own.name() + "=" + value)
                            .says("none")
                            .hasNoCookie();
                    assertThat(value.length() < 8
                                    || !answer.headers().toString().contains(value))
                            .isTrue();
                }));

        assertThat(calls).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1: an id of any length")
    void anIdOfAnyLengthIsNoSession(Cookies cookies) {
        App app = asking(cookies);
        String name = begin(app).name();

        for (int length : new int[] {0, 1, 23, 200, 247, 248, 249, 4_096, 60_000}) {
            String id = MARK + "a".repeat(length);
            assertFewCalls(
                    cookies,
                    storageCalls(
                            app, () -> assertNoSession(app, name + "=" + (length == 0 ? "" : marked(cookies, id)))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1: what no cookie can be by its grammar is no session; RFC 6265 section 4.1.1")
    void aMalformedCookieIsNoSession(Cookies cookies) {
        App app = asking(cookies);
        String name = begin(app).name();

        for (String value : new String[] {
            "%",
            "%2",
            "%zz",
            "%%%",
            "%00",
            "%ff%fe",
            "%u0041",
            "s%3A%",
            "s%3A%zz.%",
            "s%3",
            "s%253A" + MARK + ".x",
            "=",
            "==",
            "\"",
            "\"" + MARK,
            MARK + "\"",
            "\"\\\"",
            "\\",
            ",",
            " ",
            "; ;",
            "a b",
            "a=" + MARK,
            "../" + MARK,
            "<script>" + MARK,
            "\"<" + MARK + ">\"",
            "$Version=1",
            ".",
            "..",
            "~"
        }) {
            assertFewCalls(cookies, storageCalls(app, () -> assertNoSession(app, name + "=" + value)));
        }
        assertFewCalls(cookies, storageCalls(app, () -> {
            assertNoSession(app, name);
            assertNoSession(app, "=" + MARK);
            assertNoSession(app, "");
            assertNoSession(app, ";;;");
            assertNoSession(app, "$Version=1; $Path=/; " + name);
        }));
    }

    /** The order of two cookies with the same name. */
    enum First {
        UNKNOWN,
        OWN
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1, RFC 6265 section 5.4: of two cookies of one name the one that is a session's counts")
    void ofTwoCookiesTheSessionsCounts(First first) {
        App app = asking(Cookies.PLAIN);
        Answer begun = app.client().get("/begin");
        SetCookie own = begun.sessionCookie();
        String right = own.name() + "=" + own.value();
        String unknown = own.name() + "=" + MARK;

        ask(app, "/id", first == First.OWN ? right + "; " + unknown : unknown + "; " + right)
                .says(begun.body());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.3: the id of a session of another application, with whatever before it")
    void anIdOfAnotherApplicationIsNoSession(Cookies cookies) {
        App app = asking(cookies);
        App other = answering(
                        cookies == Cookies.SIGNED ? app("/other").signing("its own, of 24 characters") : app("/other"))
                .start();
        String name = begin(app).name();
        Answer begun = other.client().get("/begin");
        String cookie = begun.sessionCookie().value();
        String token = CookieSigner.of(List.of("its own, of 24 characters"))
                .verify(cookie)
                .orElse(cookie);

        assertNoSession(app, name + "=" + cookie);
        for (String prefix : new String[] {"other:", "other%3A", ":", "%3A", "sess:", "."}) {
            assertNoSession(app, name + "=" + prefix + token);
        }
        other.client().withCookie(name, cookie).get("/id").says(begun.body());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a", "a%20", "%00", "%C3%28", "..", "%2F", "%3B", "a%3Db", "%zz", "%", "<b>", "'", "a;b", "s%3Aa.x"
            })
    @Rule("7.1.3: an id in the URL of any kind is no session")
    void anIdOfAnyKindInTheUrlIsNoSession(String value) {
        App app = answering(app().with(xml -> xml.tracking(SessionTrackingMode.URL)))
                .start();
        int expected = statusForUrl(value);

        Answer answer = ask(app, "/id;jsessionid=" + MARK + value, "a=b").hasStatus(expected);

        if (expected == 200) {
            answer.says("none");
        }
    }

    private int statusForUrl(String value) {
        if (value.endsWith("%") || value.contains("%z")) {
            return statusFor(BROKEN_PERCENT_IN_URL);
        }
        return value.contains("<") ? statusFor(NOT_OF_URLS) : 200;
    }
}
