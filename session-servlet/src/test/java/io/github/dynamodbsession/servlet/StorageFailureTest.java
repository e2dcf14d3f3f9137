package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.RENAME;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An unavailable storage fails the request; a client never gets the cookie of a session that is not stored. */
class StorageFailureTest extends FilterTest {

    /** A way to commit a response. */
    interface Committing {
        void act(HttpServletResponse response) throws IOException;
    }

    @Test
    void aSessionThatCannotBeReadFailsTheRequest() {
        String token = stored("name", "value");
        storage.on(GET).failBeforeApplying();
        Server server = serve((request, response) -> {
            request.getSession();
        });

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertThat(answer.body()).doesNotContain(token);
    }

    @Test
    void aFailureIsRememberedAndIsNoMiss() {
        String token = stored("name", "value");
        storage.on(GET).failBeforeApplying();
        Server server = serve((request, response) -> {
            assertThatThrownBy(request::getSession).isInstanceOf(SessionStorageException.class);
            assertThatThrownBy(request::getSession).isInstanceOf(SessionStorageException.class);
            response.getWriter().print("no session today");
        });

        assertThat(get(server, "/", token).body()).isEqualTo("no session today");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void aNewSessionThatCannotBeStoredFailsTheRequestAndGivesNoCookie() {
        storage.on(CREATE).failBeforeApplying();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    static Stream<Named<Committing>> ways() {
        return Stream.of(
                named("sendError", r -> r.sendError(404)),
                named("sendRedirect", r -> r.sendRedirect("/other")),
                named("flushBuffer", HttpServletResponse::flushBuffer),
                named("writer.flush", r -> r.getWriter().flush()),
                named("writer.close", r -> r.getWriter().close()),
                named("writer.print", r -> r.getWriter().print("a".repeat(9000))),
                named("stream.write", r -> r.getOutputStream().write(new byte[9000])),
                named("stream.close", r -> r.getOutputStream().close()),
                named("content length", r -> {
                    r.getWriter().print("hello");
                    r.setContentLength(5);
                }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSaveThatFailsBeforeACommitReachesTheApplicationAndFailsTheRequest(Committing way) {
        storage.on(CREATE).failBeforeApplying();
        Queue<Throwable> seen = new ConcurrentLinkedQueue<>();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            try {
                way.act(response);
            } catch (SessionException e) {
                seen.add(e);
                throw e;
            }
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertThat(seen).singleElement().isInstanceOf(SessionStorageException.class);
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    @Test
    void aSaveThatFailedAndWasIgnoredByTheApplicationFailsTheRequestWithoutBeingTriedAgain() {
        storage.on(CREATE).failBeforeApplying();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            assertThatThrownBy(response::flushBuffer).isInstanceOf(SessionStorageException.class);
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    @Test
    void aSaveThatFailedMayBeAnsweredByTheApplication() {
        storage.on(CREATE).times(100).failBeforeApplying();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            try {
                response.flushBuffer();
            } catch (SessionStorageException e) {
                response.setStatus(504);
                response.getWriter().print("not stored");
                response.flushBuffer();
            }
        });

        Answer answer = getAny(server, "/");

        assertAnswered(answer, 504, "not stored");
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    @Test
    void aHandlerMayAnswerInPlaceOfTheErrorPage() {
        String token = stored("name", "value");
        SessionFilter filter = SessionFilter.builder(store)
                .onSessionFailure((request, response, failure) -> {
                    response.setStatus(422);
                    response.getWriter().print(failure.getClass().getSimpleName());
                })
                .build();
        Server server =
                serve(filter, (request, response) -> request.getSession().setAttribute("name", new Object()));

        assertAnswered(getAny(server, "/", token), 422, "SessionCodecException");
    }

    @Test
    void aValueThatCannotBeStoredIsAnErrorWithoutAStackTrace() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> request.getSession().setAttribute("name", new Object()));

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("dynamodbsession");
        answer.hasNoCookie();
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void anIdChangeThatCannotBeStoredGivesNoCookie() {
        String token = stored("name", "value");
        storage.on(RENAME).failBeforeApplying();
        Server server = serve((request, response) -> request.changeSessionId());

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertAlive(token);
    }

    @Test
    void aSessionThatCannotBeEndedFailsTheRequestAndKeepsItsCookie() {
        String token = stored("name", "value");
        storage.on(DELETE).failBeforeApplying();
        Server server = serve((request, response) -> request.getSession().invalidate());

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertAlive(token);
    }

    @Test
    void endingASessionCanBeTriedAgain() {
        String token = stored("name", "value");
        storage.on(DELETE).failBeforeApplying();
        Server server = serve((request, response) -> {
            assertThatThrownBy(request.getSession()::invalidate).isInstanceOf(SessionStorageException.class);
            request.getSession().invalidate();
        });

        assertThat(get(server, "/", token).setCookieLines())
                .singleElement()
                .asString()
                .startsWith("SESSION=;");
        assertDead(token);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theErrorPageOfAFailedSaveIsNotFailedByItAgain(boolean beforeCommit) {
        String token = stored("name", "value");
        storage.on(UPDATE).times(100).failBeforeApplying();
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> {
                    assertThat(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                            .isEqualTo(503);
                    request.getSession().getAttribute("name");
                    response.getWriter().print("sorry");
                    response.flushBuffer();
                })
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "other");
                    if (beforeCommit) {
                        response.flushBuffer();
                    }
                })
                .start();

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("sorry");
        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
    }

    @Test
    void aFailureOfTheApplicationIsWhatIsReportedIfTheSaveFailsAsWell() {
        String token = stored("name", "value");
        storage.on(UPDATE).times(100).failBeforeApplying();
        AtomicReference<Throwable> reported = new AtomicReference<>();
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at(
                        "/error",
                        (request, response) ->
                                reported.set((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)))
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "other");
                    throw new IOException("the application's own");
                })
                .start();

        getAny(server, "/", token);

        assertThat(reported.get()).hasMessage("the application's own");
        assertThat(reported.get().getSuppressed()).singleElement().isInstanceOf(SessionStorageException.class);
    }
}
