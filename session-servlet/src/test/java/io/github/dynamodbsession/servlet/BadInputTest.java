package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cookies that no container passes on, given directly to the filter; {@code servlet-contract} tests those that
 * containers do pass on.
 */
class BadInputTest extends FilterTest {

    private static final int MANY = 100_000;

    private final List<String> written = new ArrayList<>();
    private Map<String, String> headers = Map.of();
    private ServletContext application;

    @BeforeEach
    void startApplication() {
        application = bare().start().servletContext();
    }

    private HttpServletRequest requestWith(Cookie[] cookies) {
        Map<Object, Object> attributes = new HashMap<>();
        return stub(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getCookies" -> cookies;
            case "getHeader" -> headers.get(arguments[0]);
            case "getServletContext" -> application;
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
            case "getRequestURI", "getContextPath" -> "";
            case "isAsyncStarted", "isSecure" -> false;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private HttpServletResponse response() {
        return stub(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "isCommitted" -> false;
            case "addHeader" -> written.add(arguments[0] + ": " + arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answering {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object answer = answering.answer(method.getName(), given);
            return method.getReturnType() == void.class ? null : answer;
        }));
    }

    /** The session attribute {@code name}, as the application sees it. */
    private Object readBehind(SessionFilter filter, Cookie... cookies) throws Exception {
        List<Object> read = new ArrayList<>();
        FilterChain chain = (request, response) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            HttpSession session = http.getSession(false);
            read.add(session == null ? "none" : session.getAttribute("name"));
            assertThat(http.isRequestedSessionIdValid()).isEqualTo(session != null);
            assertThat(http.isRequestedSessionIdFromURL()).isFalse();
        };
        filter.doFilter(requestWith(cookies), response(), chain);
        return read.get(0);
    }

    private static Cookie[] many(UnaryOperator<String> value) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> new Cookie("SESSION", value.apply("unknown" + i)))
                .toArray(Cookie[]::new);
    }

    private SessionFilter signing() {
        return SessionFilter.builder(store)
                .cookieSecret("keyboard cat keyboard cat")
                .build();
    }

    @Test
    void aHundredThousandCookiesCostAsFewReadsAsFour() throws Exception {
        assertThat(readBehind(SessionFilter.of(store), many(token -> token))).isEqualTo("none");

        assertThat(calls()).isEqualTo(Map.of(GET, 4));
        assertThat(written).isEmpty();
    }

    @Test
    void aHundredThousandForgedCookiesCostNoReadAndHideNothing() throws Exception {
        CookieSigner forger = CookieSigner.of(List.of("forger, of 24 characters"));
        Cookie[] cookies = many(forger::sign);

        assertThat(readBehind(signing(), cookies)).isEqualTo("none");
        assertThat(calls()).isEmpty();

        String token = stored("name", "mine");
        cookies[MANY - 1] = new Cookie(
                "SESSION", CookieSigner.of(List.of("keyboard cat keyboard cat")).sign(token));

        assertThat(readBehind(signing(), cookies)).isEqualTo("mine");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
        assertThat(written).isEmpty();
    }

    @Test
    void noCharacterOfAnIdReachesTheStorageThatNoIdHas() throws Exception {
        SessionFilter plain = SessionFilter.of(store);
        SessionFilter signing = signing();
        for (char c = 0; c < 0x3000; c++) {
            if (!isPartOfIds(c)) {
                assertThat(readBehind(plain, cookie("a" + c + "b"))).isEqualTo("none");
                assertThat(readBehind(signing, cookie("s:a" + c + "b." + "x".repeat(43))))
                        .isEqualTo("none");
            }
        }
        assertThat(calls()).isEmpty();
    }

    private static boolean isPartOfIds(char c) {
        return c < 0x7F && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }

    @Test
    void anIdOfAnyLengthIsAskedForOnceAtMost() throws Exception {
        for (int length : new int[] {0, 1, 255, 256, 257, 4_096, 1_000_000}) {
            forgetCalls();
            assertThat(readBehind(SessionFilter.of(store), cookie("a".repeat(length))))
                    .isEqualTo("none");
            assertThat(calls()).isEqualTo(length > 0 && length <= 256 ? Map.of(GET, 1) : Map.of());

            forgetCalls();
            assertThat(readBehind(signing(), cookie("s:" + "a".repeat(length) + ".b")))
                    .isEqualTo("none");
            assertThat(readBehind(signing(), cookie(".".repeat(length)))).isEqualTo("none");
            assertThat(readBehind(signing(), cookie("%".repeat(length)))).isEqualTo("none");
            assertThat(calls()).isEmpty();
        }
    }

    /** A container's cookie may have any value; the constructor of the API refuses no value, but some names. */
    private static Cookie cookie(String value) {
        return new Cookie("SESSION", value);
    }

    @Test
    void aCookieWithoutValueIsNoSession() throws Exception {
        Cookie bare = cookie("x");
        bare.setValue(null);

        assertThat(readBehind(SessionFilter.of(store), bare)).isEqualTo("none");
        assertThat(readBehind(signing(), bare)).isEqualTo("none");
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Proto", "Forwarded"})
    void onlyThatWordOfAProxyMeansHttps(String name) throws Exception {
        SessionFilter trusting =
                SessionFilter.builder(store).trustForwardedHeaders(true).build();
        List<String> values = new ArrayList<>(List.of("", ",", ";", "=", "proto", "proto=", ",https", "https;x"));
        for (char c = 0; c < 0x180; c++) {
            if (",sS".indexOf(c) < 0) {
                values.addAll(List.of("https" + c + "x", "for=" + c + ";proto=http" + c));
            }
        }
        values.addAll(List.of(",".repeat(MANY), ";=".repeat(MANY), "proto=".repeat(MANY), "\"".repeat(MANY)));

        for (String value : values) {
            headers = Map.of(name, value);
            trusting.doFilter(
                    requestWith(new Cookie[0]), response(), (request, response) -> ((HttpServletRequest) request)
                            .getSession());
        }

        assertThat(written).hasSameSizeAs(values).noneMatch(line -> line.contains("Secure"));
    }
}
