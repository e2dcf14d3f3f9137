package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.harness.ApplicationServlet;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that go through several servlets. */
abstract class DispatchCases extends Cases {

    DispatchCases(ServletContract contract) {
        super(contract);
    }

    /** Where a dispatcher comes from. */
    enum From {
        REQUEST,
        CONTEXT,
        NAME;

        RequestDispatcher to(HttpServletRequest request) {
            return switch (this) {
                case REQUEST -> request.getRequestDispatcher("/target");
                case CONTEXT -> request.getServletContext().getRequestDispatcher("/target");
                case NAME -> request.getServletContext().getNamedDispatcher("target");
            };
        }
    }

    private App targeted(Application target) {
        return app().atStartup(context -> {
                    ServletRegistration.Dynamic servlet =
                            context.addServlet("target", new ApplicationServlet(target, new ConcurrentLinkedQueue<>()));
                    servlet.setAsyncSupported(true);
                    servlet.addMapping("/target");
                })
                .at("/set", (request, response) -> request.getSession().setAttribute("a", "1"))
                .saying(
                        "/a",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getAttribute("a"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("9.4: forward; 7.4")
    void aForwardCanBeginASession(From from) {
        Client client = targeted((request, response) -> request.getSession().setAttribute("a", "2"))
                .at("/forward", (request, response) -> from.to(request).forward(request, response))
                .start()
                .client();

        assertThat(client.get("/forward").hasStatus(200).sessionCookie().value())
                .isNotEmpty();

        client.get("/a").says("2");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("9.4: forward; 7.4: the session of the request")
    void aForwardHasTheSessionOfItsRequest(From from) {
        Client client = targeted((request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("a")))
                .at("/forward", (request, response) -> {
                    request.getSession().setAttribute("a", "3");
                    from.to(request).forward(request, response);
                })
                .start()
                .client();

        client.get("/forward").says("3");
        client.get("/a").says("3");
    }

    @Test
    @Rule("9.4: the forwarding servlet goes on after forward returned")
    void whatIsChangedAfterAForwardIsKept() {
        Client client = targeted((request, response) -> response.getWriter().print("forwarded"))
                .at("/forward", (request, response) -> {
                    request.getSession();
                    From.REQUEST.to(request).forward(request, response);
                    request.getSession().setAttribute("a", "late");
                })
                .start()
                .client();

        client.get("/forward").says("forwarded").sessionCookie();

        client.get("/a").says("late");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("9.3: an include may begin a session, as long as the response is not committed")
    void anIncludeCanBeginASession(From from) {
        Client client = targeted((request, response) -> {
                    request.getSession().setAttribute("a", "4");
                    response.getWriter().print("[included]");
                })
                .at("/include", (request, response) -> {
                    from.to(request).include(request, response);
                    response.getWriter().print("[after]");
                })
                .start()
                .client();

        assertThat(client.get("/include")
                        .says("[included][after]")
                        .sessionCookie()
                        .value())
                .isNotEmpty();

        client.get("/a").says("4");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("9.3: include; 7.1.1: the cookie of a session that began before")
    void anIncludeThatOverflowsTheBufferKeepsTheCookie(From from) {
        Client client = targeted((request, response) -> {
                    request.getSession().setAttribute("a", "5");
                    response.getWriter().print("x".repeat(200_000));
                })
                .at("/include", (request, response) -> {
                    request.getSession();
                    from.to(request).include(request, response);
                })
                .start()
                .client();

        assertThat(client.get("/include").hasStatus(200).sessionCookie().value())
                .isNotEmpty();

        client.get("/a").says("5");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("9.3: of what sets headers, an include may call getSession alone")
    void anIncludeThatOverflowsTheBufferCanBeginASession(From from) {
        Client client = targeted((request, response) -> {
                    request.getSession().setAttribute("a", "6");
                    response.setHeader("X-Included", "yes");
                    response.getWriter().print("x".repeat(200_000));
                })
                .at("/include", (request, response) -> from.to(request).include(request, response))
                .start()
                .client();

        Answer answer = client.get("/include").hasStatus(200);

        assertThat(answer.sessionCookie().value()).isNotEmpty();
        assertThat(answer.header("X-Included")).isEmpty();
        client.get("/a").says("6");
    }

    @Test
    @Rule("9.3: include; each is of the same request")
    void whatSeveralIncludesChangeIsKept() {
        Client client = targeted((request, response) -> {
                    Object before = request.getSession().getAttribute("a");
                    request.getSession().setAttribute("a", before == null ? "x" : before + "x");
                })
                .at("/include", (request, response) -> {
                    for (int i = 0; i < 3; i++) {
                        From.REQUEST.to(request).include(request, response);
                    }
                })
                .start()
                .client();

        client.get("/include").hasStatus(200);

        client.get("/a").says("xxx");
    }

    // ---- error pages

    /** How a request comes to an error page. */
    enum Failing {
        SEND_ERROR((request, response) -> response.sendError(418)),
        SEND_ERROR_WITH_TEXT((request, response) -> response.sendError(418, "teapot")),
        RUNTIME_EXCEPTION((request, response) -> {
            throw new UnsupportedOperationException("asked for");
        }),
        SERVLET_EXCEPTION((request, response) -> {
            throw new ServletException("asked for", new UnsupportedOperationException("asked for"));
        });

        @SuppressWarnings("ImmutableEnumChecker")
        private final Application way;

        Failing(Application way) {
            this.way = way;
        }

        int status() {
            return name().startsWith("SEND") ? 418 : 500;
        }
    }

    private App failing(Failing failing, Application before, Application page) {
        return targeted(page)
                .with(xml -> xml.errorPage("418", "/target"))
                .with(xml -> xml.errorPage(UnsupportedOperationException.class.getName(), "/target"))
                .at("/fail", (request, response) -> {
                    before.handle(request, response);
                    failing.way.handle(request, response);
                });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9.2: error pages; 7.1.1")
    void aSessionThatBeganBeforeTheErrorIsKept(Failing failing) {
        Client client = failing(
                        failing,
                        (request, response) -> request.getSession().setAttribute("a", "6"),
                        (request, response) -> response.getWriter().print("page"))
                .start()
                .client();

        Answer answer = client.get("/fail").hasStatus(failing.status());

        assertThat(answer.body()).isEqualTo("page");
        assertThat(answer.sessionCookie().value()).isNotEmpty();
        client.get("/a").says("6");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9.2: error pages; 7.4: the session of the request")
    void anErrorPageHasTheSessionOfItsRequest(Failing failing) {
        Client client = failing(
                        failing,
                        (request, response) -> request.getSession().setAttribute("a", "7"),
                        (request, response) ->
                                response.getWriter().print(request.getSession().getAttribute("a")))
                .start()
                .client();
        client.get("/set");

        assertThat(client.get("/fail").hasStatus(failing.status()).body()).isEqualTo("7");

        client.get("/a").says("7");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9.2: error pages; HttpServletRequest.getSession")
    void anErrorPageCanBeginASession(Failing failing) {
        Client client = failing(failing, (request, response) -> {}, (request, response) -> request.getSession()
                        .setAttribute("a", "8"))
                .start()
                .client();

        client.get("/fail").hasStatus(failing.status()).sessionCookie();

        client.get("/a").says("8");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9.2: error pages; HttpSession.invalidate")
    void anErrorPageCanEndTheSession(Failing failing) {
        Client client = failing(failing, (request, response) -> {}, (request, response) -> request.getSession()
                        .invalidate())
                .start()
                .client();
        client.get("/set");
        Client twin = client.twin();

        client.get("/fail").hasStatus(failing.status());

        twin.get("/a").says("none");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9: what was done to the session before the application failed")
    void whatWasDoneBeforeTheFailureIsKeptWithoutAnErrorPage(Failing failing) {
        Client client = targeted((request, response) -> {})
                .at("/fail", (request, response) -> {
                    request.getSession().setAttribute("a", "9");
                    failing.way.handle(request, response);
                })
                .start()
                .client();
        client.get("/set");

        client.get("/fail").hasStatus(failing.status());

        client.get("/a").says("9");
    }

    // ---- wrappers

    @Test
    @Rule("6.2.2: filters may wrap request and response")
    void theApplicationMayWrapRequestAndResponse() {
        Client client = targeted((request, response) -> {
                    request.getSession().setAttribute("a", "w");
                    response.getWriter().print("wrapped");
                })
                .filter((request, response, chain) -> chain.doFilter(
                        new HttpServletRequestWrapper((HttpServletRequest) request),
                        new HttpServletResponseWrapper((HttpServletResponse) response)))
                .at("/forward", (request, response) -> request.getRequestDispatcher("/target")
                        .forward(new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response)))
                .start()
                .client();

        client.get("/forward").says("wrapped").sessionCookie();

        client.get("/a").says("w");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("6.2.2: the same before all that sessions need; one that holds the body back, as for compression")
    void aFilterBeforeTheSessionsMayHoldTheBodyBack(Length length) {
        Client client = targeted((request, response) -> {
                    response.getWriter().print("x".repeat(length.characters));
                    response.flushBuffer();
                    request.getSession().setAttribute("a", "w");
                })
                .filterBeforeSessions((request, response, chain) -> {
                    HeldBack held = new HeldBack((HttpServletResponse) response);
                    chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request), held);
                    held.release();
                })
                .start()
                .client();

        Answer answer = client.get("/target").says("x".repeat(length.characters));

        answer.sessionCookie();
        client.get("/a").says("w");
    }

    /** How much is written. */
    enum Length {
        SHORT(3),
        LONGER_THAN_THE_BUFFER(100_000);

        private final int characters;

        Length(int characters) {
            this.characters = characters;
        }
    }

    /** Does not commit before it is triggered. */
    private static final class HeldBack extends HttpServletResponseWrapper {

        private final StringWriter body = new StringWriter();
        private final PrintWriter writer = new PrintWriter(body);

        HeldBack(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public void flushBuffer() {
            writer.flush();
        }

        void release() throws IOException {
            writer.flush();
            getResponse().getWriter().print(body);
        }
    }

    @Test
    @Rule("6.2.1: a filter before and after the chain")
    void aFilterCanUseTheSessionBeforeAndAfterTheServlet() {
        Client client = targeted((request, response) -> response.getWriter().print("short"))
                .filter((request, response, chain) -> {
                    HttpServletRequest http = (HttpServletRequest) request;
                    if (http.getRequestURI().endsWith("/target")) {
                        http.getSession().setAttribute("b", "before");
                        chain.doFilter(request, response);
                        http.getSession()
                                .setAttribute("a", "after " + http.getSession().getAttribute("b"));
                    } else {
                        chain.doFilter(request, response);
                    }
                })
                .start()
                .client();

        client.get("/target").says("short").sessionCookie();

        client.get("/a").says("after before");
    }

    @Test
    @Rule("6.2.5: filters of forwards and includes")
    void aFilterOfDispatchesHasTheSession() {
        Client client = targeted((request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("a")))
                .atStartup(context -> {
                    FilterRegistration.Dynamic filter = context.addFilter("dispatches", (request, response, chain) -> {
                        ((HttpServletRequest) request).getSession().setAttribute("a", "filtered");
                        chain.doFilter(request, response);
                    });
                    filter.setAsyncSupported(true);
                    filter.addMappingForUrlPatterns(
                            EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE), true, "/target");
                })
                .at("/forward", (request, response) -> From.REQUEST.to(request).forward(request, response))
                .at("/include", (request, response) -> From.CONTEXT.to(request).include(request, response))
                .start()
                .client();

        client.get("/forward").says("filtered");
        client.get("/include").says("filtered");
    }
}
