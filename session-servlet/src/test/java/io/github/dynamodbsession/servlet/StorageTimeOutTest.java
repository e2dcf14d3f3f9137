package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.RENAME;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A storage that hangs until its own timeout, and then fails. */
class StorageTimeOutTest extends FilterTest {

    private static final long TIMEOUT_SECONDS = 30;

    /** A call that hangs; the test decides when it times out. */
    private final CountDownLatch arrived = new CountDownLatch(1);

    private final CountDownLatch timeIsUp = new CountDownLatch(1);

    private void hangAt(Operation operation) {
        storage.on(operation).times(100).with(this::timedOut).failBeforeApplying();
    }

    private SessionStorageException timedOut() {
        arrived.countDown();
        await(timeIsUp);
        return new SessionStorageException("There was no answer in time.", true, null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private SessionFilter filter(StorageFailure choice) {
        return SessionFilter.builder(store).onStorageFailure(choice).build();
    }

    /** The response, which must not arrive before the timeout, and must arrive then. */
    private HttpResponse<String> getWhileHanging(Server server, String... tokens) {
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(
                () -> send(request(server, "/", tokens).build(), HttpResponse.BodyHandlers.ofString()));
        await(arrived);
        assertThat(answer).isNotDone();
        timeIsUp.countDown();
        return answer.join();
    }

    private static void isUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aReadThatHangsEndsInAnAnswerThatSaysWhenToComeAgain() {
        String token = stored("name", "value");
        hangAt(GET);
        Server server = serve((request, response) ->
                response.getWriter().print(request.getSession().getAttribute("name")));

        HttpResponse<String> response = getWhileHanging(server, token);

        isUnavailable(response);
        assertThat(response.body()).doesNotContain(token, "value");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void goingOnARequestWaitsOnceAndHasNoSession() {
        String token = stored("name", "value");
        hangAt(GET);
        Server server = serve(filter(StorageFailure.CONTINUE), (request, response) -> response.getWriter()
                .print(request.getSession(false) + " "
                        + request.getSession().getAttribute("name") + " "
                        + request.isRequestedSessionIdValid()));

        HttpResponse<String> response = getWhileHanging(server, token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("null null false");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @ParameterizedTest
    @EnumSource
    void aNewSessionWhoseSaveHangsGivesNoCookieAndNothingOfTheBody(StorageFailure choice) {
        hangAt(CREATE);
        Server server = serve(filter(choice), (request, response) -> {
            request.getSession().setAttribute("name", "value");
            response.getWriter().print("x".repeat(20_000));
        });

        HttpResponse<String> response = getWhileHanging(server);

        isUnavailable(response);
        assertThat(response.body()).doesNotContain("xxx");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeWhoseSaveHangsFailsTheRequestAndStaysUndone(StorageFailure choice) {
        String token = stored("name", "value");
        hangAt(UPDATE);
        Server server = serve(filter(choice), (request, response) -> {
            request.getSession().setAttribute("name", "other");
            response.getWriter().print("done");
        });

        HttpResponse<String> response = getWhileHanging(server, token);

        isUnavailable(response);
        assertThat(response.body()).doesNotContain("done");
        assertThat(attribute(token, "name")).contains("value");
    }

    @ParameterizedTest
    @EnumSource
    void anIdChangeThatHangsGivesNoCookieAndTheOldOneStaysGood(StorageFailure choice) {
        String token = stored("name", "value");
        hangAt(RENAME);
        Server server = serve(filter(choice), (request, response) -> {
            request.getSession();
            request.changeSessionId();
        });

        isUnavailable(getWhileHanging(server, token));
        assertAlive(token);
    }

    @ParameterizedTest
    @EnumSource
    void anEndThatHangsTakesNoCookieAway(StorageFailure choice) {
        String token = stored("name", "value");
        hangAt(DELETE);
        Server server = serve(
                filter(choice), (request, response) -> request.getSession().invalidate());

        isUnavailable(getWhileHanging(server, token));
        assertAlive(token);
    }
}
