package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.SET_EXPIRES;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import io.github.dynamodbsession.testkit.FailingStorageClient.Hold;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * While the storage is unavailable, a request fails with 503, or continues without a session, depending on the option.
 */
class StorageOutageTest extends FilterTest {

    private SessionFilter continuing() {
        return SessionFilter.builder(store)
                .onStorageFailure(StorageFailure.CONTINUE)
                .build();
    }

    private void breakDown() {
        for (var operation : List.of(GET, CREATE, UPDATE, DELETE, SET_EXPIRES)) {
            storage.on(operation).times(1000).failBeforeApplying();
        }
    }

    /** All lines, the container's included. */
    @Test
    void anOutageLogsALineASecondHoweverManyRequestsFail() {
        String token = stored("name", "value");
        breakDown();
        Server server = serve((request, response) -> request.getSession());
        long start = System.nanoTime();
        try (Warnings warnings = Warnings.ofAll()) {
            for (int i = 0; i < 200; i++) {
                assertThat(getAny(server, "/", token).status()).isEqualTo(503);
            }

            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            assertThat(warnings.lines()).hasSizeBetween(1, (int) seconds + 1);
            assertThat(warnings.lines().get(0)).isEqualTo("Request failed with 503: session storage unavailable");
        }
    }

    @Test
    void theAnswerSaysWhenToComeAgain() {
        String token = stored("name", "value");
        breakDown();
        Server server = serve((request, response) -> request.getSession());

        HttpResponse<String> response = send(request(server, "/", token).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.body()).doesNotContain(token);
    }

    @Test
    void aFailureThatARetryCannotHelpIsNotSaidToBeOver() {
        String token = stored("name", "value");
        storage.on(GET)
                .with(() -> new SessionStorageException("denied", false, null))
                .failBeforeApplying();
        Server server = serve((request, response) -> request.getSession());

        HttpResponse<String> response = send(request(server, "/", token).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void anApplicationMayHaveWrappedTheFailure() {
        String token = stored("name", "value");
        breakDown();
        Server server = serve((request, response) -> {
            try {
                request.getSession();
            } catch (SessionStorageException e) {
                throw new ServletException(new IllegalStateException(e));
            }
        });

        assertThat(getAny(server, "/", token).status()).isEqualTo(503);
    }

    @Test
    void theErrorPageMayAskForTheSession() {
        String token = stored("name", "value");
        breakDown();
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> response.getWriter()
                        .print("sorry " + request.getSession(false) + " "
                                + request.getSession().getAttribute("name")))
                .at("/*", (request, response) -> request.getSession())
                .start();

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("sorry null null");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void goingOnReadsSeeNoSessionAndWritesSaySo() {
        String token = stored("name", "value");
        breakDown();
        Server server = serve(continuing(), (request, response) -> {
            assertThat(request.getSession(false)).isNull();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
            HttpSession session = request.getSession();
            assertThat(request.getSession()).isSameAs(session);
            assertThat(session.isNew()).isTrue();
            assertThat(session.getAttribute("name")).isNull();
            assertThat(session.getAttributeNames().hasMoreElements()).isFalse();
            assertThat(session.toString()).doesNotContain(session.getId());
            assertThatThrownBy(() -> session.setAttribute("name", "other"))
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("Session storage unavailable");
            assertThatThrownBy(() -> session.removeAttribute("name")).isInstanceOf(SessionStorageException.class);
            assertThatThrownBy(() -> session.setMaxInactiveInterval(1)).isInstanceOf(SessionStorageException.class);
            assertThatThrownBy(session::invalidate).isInstanceOf(SessionStorageException.class);
            assertThatThrownBy(request::changeSessionId).isInstanceOf(SessionStorageException.class);
            response.getWriter().print("went on");
        });

        Answer answer = get(server, "/", token);

        assertAnswered(answer, 200, "went on");
        assertThat(calls()).as("one wait for all").isEqualTo(Map.of(GET, 1));
    }

    @Test
    void goingOnTheRequestedIdIsNotLookedForAgain() {
        breakDown();
        Server server = serve(continuing(), (request, response) -> {
            assertThat(request.getRequestedSessionId()).isEqualTo("one");
            assertThat(request.getRequestedSessionId()).isEqualTo("one");
        });

        get(server, "/", "one", "two");

        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void goingOnAWriteThatIsNotCaughtFailsTheRequest() {
        String token = stored("name", "value");
        breakDown();
        Server server =
                serve(continuing(), (request, response) -> request.getSession().setAttribute("name", "other"));

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
    }

    @Test
    void goingOnAChangeThatCannotBeStoredFailsTheRequest() {
        String token = stored("name", "value");
        storage.on(UPDATE).times(100).failBeforeApplying();
        Server server =
                serve(continuing(), (request, response) -> request.getSession().setAttribute("name", "other"));

        assertThat(getAny(server, "/", token).status()).isEqualTo(503);
        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
    }

    @Test
    void goingOnARecordOfAnAccessMayFail() {
        String token = stored("name", "value");
        storage.on(SET_EXPIRES).times(100).failBeforeApplying();
        SessionFilter filter = SessionFilter.builder(storeWith(Duration.ZERO))
                .onStorageFailure(StorageFailure.CONTINUE)
                .build();
        Server server = serve(filter, (request, response) -> {
            response.getWriter().print(request.getSession().getAttribute("name"));
            response.flushBuffer();
            request.getSession();
        });

        Answer answer = get(server, "/", token);

        assertThat(answer.body()).isEqualTo("value");
        assertThat(calls()).as("one wait for all").isEqualTo(Map.of(GET, 1, SET_EXPIRES, 1));
    }

    @Test
    void goingOnAnEmptyNewSessionIsNotPromised() {
        breakDown();
        Server server = serve(continuing(), (request, response) -> request.getSession());

        get(server, "/").hasNoCookie();
    }

    @Test
    void goingOnANewSessionWithContentFailsTheRequest() {
        breakDown();
        Server server =
                serve(continuing(), (request, response) -> request.getSession().setAttribute("name", "value"));

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
    }

    @Test
    void aRequestThatWaitsForTheStorageHoldsUpNoOther() {
        String slow = stored("name", "slow");
        String quick = stored("name", "quick");
        Hold hold = storage.on(GET).holdBeforeApplying();
        Server server = serve((request, response) ->
                response.getWriter().print(request.getSession().getAttribute("name")));
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> {
            HttpResponse<String> response =
                    send(request(server, "/", slow).build(), HttpResponse.BodyHandlers.ofString());
            return answer(response, response.body());
        });
        hold.awaitArrival();

        HttpResponse<String> other = send(request(server, "/", quick).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(other.body()).isEqualTo("quick");
        hold.release();
        assertThat(waiting.join().body()).isEqualTo("slow");
    }
}
