package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Forward, include and error pages are parts of one request, with one session. */
class DispatchTest extends FilterTest {

    private static final String LONG = "a".repeat(20_000);

    @Test
    void aForwardHasTheSessionOfItsRequest() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .at("/target", (request, response) -> {
                    assertThat(request.getSession().getAttribute("early")).isEqualTo(1);
                    request.getSession().setAttribute("late", 2);
                    response.getWriter().print("forwarded");
                })
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("early", 1);
                    request.getRequestDispatcher("/target").forward(request, response);
                })
                .start();

        assertThat(get(server, "/", token).body()).isEqualTo("forwarded");

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        assertThat(attribute(token, "late")).contains(2);
    }

    @Test
    void aForwardCanBeginASession() {
        Server server = server(SessionFilter.of(store))
                .at("/target", (request, response) -> {
                    request.getSession().setAttribute("name", "value");
                    response.getWriter().print(LONG);
                })
                .at("/*", (request, response) -> request.getRequestDispatcher("/target")
                        .forward(request, response))
                .start();

        Answer answer = get(server, "/");

        assertThat(attribute(answer.newToken(), "name")).contains("value");
        assertThat(calls()).containsEntry(CREATE, 1);
    }

    @Test
    void theSessionIsStoredBeforeTheFirstInclude() {
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> {
                    assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
                    response.getWriter().print("part ");
                })
                .at("/*", (request, response) -> {
                    RequestDispatcher part = request.getRequestDispatcher("/part");
                    request.getSession().setAttribute("name", "value");
                    part.include(request, response);
                    part.include(request, response);
                })
                .start();

        Answer answer = get(server, "/");

        assertThat(answer.body()).isEqualTo("part part ");
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        assertAlive(answer.newToken());
    }

    @Test
    void whatSeveralIncludesChangeIsStoredTogetherAtTheEnd() {
        AtomicInteger parts = new AtomicInteger();
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> request.getSession()
                        .setAttribute("part" + parts.incrementAndGet(), "value"))
                .at("/*", (request, response) -> {
                    for (int i = 0; i < 5; i++) {
                        request.getRequestDispatcher("/part").include(request, response);
                    }
                })
                .start();

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
    }

    @Test
    void aDispatcherForNothingIsNone() {
        Server server = serve((request, response) ->
                assertThat(request.getRequestDispatcher("/../outside")).isNull());

        get(server, "/");
    }

    @Test
    void aFilterThatIsThereForEveryDispatchActsOnce() {
        String token = stored("name", "value");
        SessionFilter filter = SessionFilter.of(store);
        Server server = server(filter)
                .filter(filter, DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.INCLUDE)
                .at("/part", (request, response) -> request.getSession().setAttribute("part", 1))
                .at("/target", (request, response) -> {
                    request.getSession().setAttribute("target", 1);
                    request.getRequestDispatcher("/part").include(request, response);
                })
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("first", 1);
                    request.getRequestDispatcher("/target").forward(request, response);
                })
                .start();

        get(server, "/", token).hasNoCookie();

        assertThat(calls()).containsEntry(GET, 1);
        assertThat(attribute(token, "part")).contains(1);
        assertThat(attribute(token, "first")).contains(1);
    }

    @Test
    void aFilterThatIsThereForForwardsOnlyServesThem() {
        SessionFilter filter = SessionFilter.of(store);
        Server server = new ForwardOnly().server(filter);

        assertAlive(get(server, "/").newToken());
    }

    /** An application whose filter is not called for the request itself. */
    private final class ForwardOnly {
        Server server(SessionFilter filter) {
            SessionFilter unused =
                    SessionFilter.builder(store).cookieName("UNUSED").build();
            return DispatchTest.this
                    .server(unused)
                    .filter(filter, DispatcherType.FORWARD)
                    .at("/target", (request, response) -> request.getSession())
                    .at("/*", (request, response) -> request.getRequestDispatcher("/target")
                            .forward(request, response))
                    .start();
        }
    }

    @Test
    void theApplicationMayWrapRequestAndResponse() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .at("/part", (request, response) -> request.getSession().setAttribute("part", 1))
                .at("/*", (request, response) -> {
                    var wrapped = new HttpServletRequestWrapper(request);
                    wrapped.getSession().setAttribute("name", "other");
                    wrapped.getRequestDispatcher("/part").include(wrapped, new HttpServletResponseWrapper(response));
                })
                .start();

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 2));
        assertThat(attribute(token, "part")).contains(1);
    }

    @Test
    void whatIsNotHttpIsPassedOn() throws Exception {
        ServletRequest request = anyOf(ServletRequest.class);
        ServletResponse response = anyOf(ServletResponse.class);
        List<Object> passed = new ArrayList<>();

        SessionFilter.of(store).doFilter(request, response, (q, r) -> passed.addAll(List.of(q, r)));

        assertThat(passed.get(0)).isSameAs(request);
        assertThat(passed.get(1)).isSameAs(response);
    }

    private static <T> T anyOf(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> null));
    }

    // ---- error pages

    @Test
    void anErrorPageAfterSendErrorHasTheSessionOfItsRequest() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> {
                    assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ERROR);
                    assertThat(request.getSession().getAttribute("name")).isEqualTo("other");
                    request.getSession().setAttribute("page", 1);
                    response.getWriter().print("sorry");
                })
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "other");
                    response.sendError(404);
                })
                .start();

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("sorry");
        assertThat(attribute(token, "name")).contains("other");
        assertThat(attribute(token, "page")).contains(1);
        assertThat(calls()).containsEntry(UPDATE, 2);
    }

    @Test
    void anErrorPageAfterAnExceptionHasTheSessionOfItsRequest() {
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> {
                    seen.add(request.getSession(false).getAttribute("name"));
                    request.getSession().setAttribute("page", 1);
                    response.getWriter().print(LONG);
                })
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "value");
                    throw new IOException("the application's own");
                })
                .start();

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(seen).containsExactly("value");
        assertThat(attribute(answer.newToken(), "page")).contains(1);
    }

    @Test
    void anErrorPageThatDoesNotUseTheSessionCostsNothing() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> response.getWriter().print("sorry"))
                .at("/*", (request, response) -> response.sendError(404))
                .start();

        assertThat(get(server, "/", token).body()).isEqualTo("sorry");

        assertThat(calls()).isEmpty();
    }

    @Test
    void whatTheErrorReplacesDoesNotCountForItsPage() {
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> {
                    request.getSession();
                    response.getWriter().print("sorry");
                    assertThat(calls()).isEmpty();
                })
                .at("/*", (request, response) -> {
                    response.getOutputStream().write(new byte[response.getBufferSize() - 1]);
                    throw new IOException("the application's own");
                })
                .start();

        assertAlive(getAny(server, "/").newToken());
    }

    @Test
    void anErrorPageThatEndsTheSessionTakesTheCookieAway() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> request.getSession().invalidate())
                .at("/*", (request, response) -> response.sendError(403))
                .start();

        assertThat(get(server, "/", token).setCookieLines())
                .singleElement()
                .asString()
                .startsWith("SESSION=;");

        assertDead(token);
        assertThat(calls()).containsEntry(DELETE, 1);
    }
}
