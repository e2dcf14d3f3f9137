package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.dynamodbsession.servlet.contract.CommitCases.Committing;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A value that cannot be stored never results in a successful response: unless the response is already committed, the
 * client gets the complete error page, and nothing that the application had written. For sessions that are stored
 * outside of the container.
 */
abstract class UnstorableCases extends Cases {

    private static final String SORRY = "sorry";

    UnstorableCases(ServletContract contract) {
        super(contract);
    }

    /** What the application does after it has set such a value, and has written a success message. */
    enum Going {
        TO_ITS_END((request, response) -> {}),
        WITH_A_STATUS((request, response) -> response.setStatus(201)),
        TO_ANOTHER_SERVLET(
                (request, response) -> request.getRequestDispatcher("/success").forward(request, response)),
        THROUGH_AN_INCLUDE(
                (request, response) -> request.getRequestDispatcher("/success").include(request, response)),
        TO_A_REDIRECT((request, response) -> response.sendRedirect("/app/success")),
        ON_BY_ITSELF((request, response) -> {
            try {
                response.flushBuffer();
            } catch (RuntimeException e) {
                response.getWriter().print("success all the same");
            }
        }),
        TO_A_DISPATCH((request, response) -> request.startAsync().dispatch("/success")),
        ASYNCHRONOUSLY((request, response) -> request.startAsync().complete()),
        ON_ANOTHER_THREAD((request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(async::complete);
        });

        @SuppressWarnings("ImmutableEnumChecker")
        private final Application application;

        Going(Application application) {
            this.application = application;
        }

        /** Whether an asynchronous request ends before the container's thread has left the filters. */
        private boolean endsOnTheContainersThread() {
            return this == TO_A_DISPATCH || this == ASYNCHRONOUSLY;
        }
    }

    private App app(Application then) {
        return app().with(web -> web.errorPage("500", "/error"))
                .saying("/error", request -> SORRY)
                .at("/success", (request, response) -> response.getWriter().print("success elsewhere"))
                .at("/set", (request, response) -> {
                    setUnstorable(request);
                    response.setContentType("text/plain");
                    then.handle(request, response);
                })
                .start();
    }

    private static void setUnstorable(HttpServletRequest request) {
        request.getSession().setAttribute("name", new CountDownLatch(1));
    }

    private static void isTheErrorPage(Answer answer) {
        answer.hasStatus(500);
        assertThat(answer.body()).isEqualTo(SORRY);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9.2: the error page of the status; 5.1: nothing of a buffer that was not sent before")
    void theErrorPageIsShownHoweverTheApplicationGoesOn(Going going) {
        // The container may close the connection while it still sends the page; see docs/servlet-containers.md.
        assumeFalse(going.endsOnTheContainersThread()
                && contract().container().name().startsWith("Undertow"));
        isTheErrorPage(app((request, response) -> {
                    response.getWriter().print("success");
                    going.application.handle(request, response);
                })
                .client()
                .get("/set"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("10.9.2; 5.1: what would send the headers fails before it does")
    void theErrorPageIsShownWhateverWouldCommit(Committing committing) {
        isTheErrorPage(app((request, response) -> committing.way.commit(response))
                .client()
                .get("/set"));
    }

    @Test
    @Rule("10.9.2: of a response with a length and a type of its own")
    void theErrorPageHasALengthOfItsOwn() {
        isTheErrorPage(app((request, response) -> {
                    response.setContentLength(1_000);
                    response.getOutputStream().write("success".getBytes(StandardCharsets.UTF_8));
                })
                .client()
                .get("/set"));
    }

    @Test
    @Rule("10.9.2: without an error page, the container's own")
    void withoutAnErrorPageNothingOfTheSuccessIsShown() {
        Answer answer = app().at("/set", (request, response) -> {
                    setUnstorable(request);
                    response.getWriter().print("success");
                })
                .start()
                .client()
                .get("/set");

        answer.hasStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        assertThat(answer.body()).doesNotContain("success");
    }
}
