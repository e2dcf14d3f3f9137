package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cookie is in the response, and the session is saved, in whatever way the response ends. */
abstract class CommitCases extends Cases {

    private static final String LONG = "x".repeat(100_000);

    CommitCases(ServletContract contract) {
        super(contract);
    }

    /** What commits the response. */
    enum Committing {
        FLUSH_BUFFER(HttpServletResponse::flushBuffer),
        WRITER_FLUSH(response -> response.getWriter().flush()),
        WRITER_CLOSE(response -> response.getWriter().close()),
        STREAM_FLUSH(response -> response.getOutputStream().flush()),
        STREAM_CLOSE(response -> response.getOutputStream().close()),
        LONG_PRINT(response -> response.getWriter().print(LONG)),
        LONG_PRINTF(response -> response.getWriter().printf("%s", LONG)),
        LONG_FORMAT(response -> response.getWriter().format("%s", LONG)),
        LONG_APPEND(response -> response.getWriter().append(LONG)),
        LONG_WRITE(response -> response.getWriter().write(LONG.toCharArray())),
        LONG_STREAM(response -> response.getOutputStream().write(LONG.getBytes(StandardCharsets.UTF_8))),
        LONG_STREAM_PRINT(response -> response.getOutputStream().print(LONG)),
        MANY_BYTES(response -> {
            for (int i = 0; i < 50_000; i++) {
                response.getOutputStream().write('x');
            }
        }),
        CONTENT_LENGTH_OF_WRITER(response -> {
            response.setContentLength(5);
            response.getWriter().print("12345");
        }),
        CONTENT_LENGTH_OF_STREAM(response -> {
            response.setContentLengthLong(5);
            response.getOutputStream().write(new byte[] {49, 50, 51, 52, 53});
        }),
        SMALL_BUFFER(response -> {
            response.setBufferSize(16);
            response.getWriter().print(LONG);
        });

        interface Way {
            void commit(HttpServletResponse response) throws IOException;
        }

        @SuppressWarnings("ImmutableEnumChecker")
        final Way way;

        Committing(Way way) {
            this.way = way;
        }
    }

    private App ending() {
        return app().saying(
                        "/a",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getAttribute("a"))
                .saying("/b", request -> request.getSession().getAttribute("b"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.1.1, 5.2: the cookie is in the headers, so before the response is committed")
    void theCookieIsInTheAnswerThatIsCommitted(Committing committing) {
        Client client = ending().at("/commit", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    committing.way.commit(response);
                })
                .start()
                .client();

        client.get("/commit").hasStatus(200).sessionCookie();

        client.get("/a").says("1");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.4: an object may be bound at any time in a request")
    void whatIsChangedAfterTheCommitIsKept(Committing committing) {
        Client client = ending().at("/commit", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    committing.way.commit(response);
                    request.getSession().setAttribute("b", "2");
                })
                .start()
                .client();

        client.get("/commit").hasStatus(200);

        client.get("/a").says("1");
        client.get("/b").says("2");
    }

    @Test
    @Rule("HttpSession.invalidate, after the response is committed")
    void aSessionCanEndAfterTheCommit() {
        Client client = ending().at(
                        "/set", (request, response) -> request.getSession().setAttribute("a", "1"))
                .at("/end", (request, response) -> {
                    request.getSession();
                    response.flushBuffer();
                    request.getSession().invalidate();
                })
                .start()
                .client();
        client.get("/set");
        Client twin = client.twin();

        client.get("/end").hasStatus(200);

        twin.get("/a").says("none");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/app/a", "a", "/elsewhere", "http://elsewhere.example/"})
    @Rule("HttpServletResponse.sendRedirect; 7.1.1")
    void aRedirectHasTheCookie(String location) {
        Client client = ending().at("/redirect", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    response.sendRedirect(location);
                })
                .start()
                .client();

        Answer redirect = client.get("/redirect").hasStatus(302);

        assertThat(redirect.header("Location")).endsWith(location);
        redirect.sessionCookie();
        client.get("/a").says("1");
    }

    @Test
    @Rule("HttpServletResponse.sendRedirect, by hand: setStatus and the Location header")
    void aRedirectByHandHasTheCookie() {
        Client client = ending().at("/redirect", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    response.setStatus(303);
                    response.setHeader("Location", "/app/a");
                })
                .start()
                .client();

        client.get("/redirect").hasStatus(303).sessionCookie();

        client.get("/a").says("1");
    }

    @Test
    @Rule("ServletResponse.resetBuffer: clears the content without clearing headers")
    void resettingTheBufferKeepsTheCookie() {
        Client client = ending().at("/reset", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    response.getWriter().print("not this");
                    response.resetBuffer();
                    response.getWriter().print("this");
                })
                .start()
                .client();

        client.get("/reset").says("this").sessionCookie();

        client.get("/a").says("1");
    }

    @Test
    @Rule("ServletResponse.reset: clears the status code and headers; 7.1.1: but the session has its cookie")
    void resettingTheResponseKeepsTheCookie() {
        Client client = ending().at("/reset", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    response.setHeader("X-Lost", "yes");
                    response.getWriter().print("not this");
                    response.reset();
                    response.getWriter().print("this");
                })
                .start()
                .client();

        Answer answer = client.get("/reset").says("this");

        assertThat(answer.header("X-Lost")).isEmpty();
        answer.sessionCookie();
        client.get("/a").says("1");
    }

    @Test
    @Rule("ServletResponse.reset; 7.4: what is done to the session is no part of the response")
    void resettingTheResponseKeepsTheSession() {
        Client client = ending().at(
                        "/set", (request, response) -> request.getSession().setAttribute("a", "0"))
                .at("/reset", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    response.reset();
                })
                .start()
                .client();
        client.get("/set");

        client.get("/reset").hasStatus(200);

        client.get("/a").says("1");
    }

    /** Implements GET only, and HEAD by the default of {@link HttpServlet}. */
    private static final class GetServlet extends HttpServlet {

        private final boolean isLong;

        GetServlet(boolean isLong) {
            this.isLong = isLong;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession().setAttribute("a", "head");
            response.getWriter().print(isLong ? LONG : "short");
        }
    }

    @ParameterizedTest(name = "long: {0}")
    @ValueSource(booleans = {false, true})
    @Rule("HttpServlet.doHead; 7.1.1")
    void aHeadHasTheCookie(boolean isLong) {
        Client client = ending().atStartup(context ->
                        context.addServlet("get", new GetServlet(isLong)).addMapping("/get"))
                .start()
                .client();

        client.send("HEAD", "/get", "").hasStatus(200).sessionCookie();

        client.get("/a").says("head");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    @Rule("7.1: a session goes with any method")
    void everyMethodHasTheCookie(String method) {
        Client client = ending().at(
                        "/set", (request, response) -> request.getSession().setAttribute("a", "1"))
                .start()
                .client();

        client.send(method, "/set", "").hasStatus(200).sessionCookie();

        client.get("/a").says("1");
    }

    @Test
    @Rule("HttpServletResponse.addCookie: the application's cookies go beside the session's")
    void theApplicationsOwnCookiesAreThereToo() {
        Client client = ending().at("/set", (request, response) -> {
                    response.addHeader("Set-Cookie", "first=1");
                    request.getSession().setAttribute("a", "1");
                    response.addHeader("Set-Cookie", "last=1");
                })
                .start()
                .client();

        Answer answer = client.get("/set");

        assertThat(answer.setCookies()).extracting(SetCookie::name).hasSize(3).contains("first", "last");
        client.get("/a").says("1");
    }
}
