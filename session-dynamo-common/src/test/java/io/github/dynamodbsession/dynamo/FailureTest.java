package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What adapters leave to the words of {@code dynamo.call}. */
class FailureTest {

    private static Failure.Origin origin(Throwable cause) {
        return Failure.withoutAnswer(
                        new IllegalStateException(new IllegalStateException(cause)),
                        1,
                        known -> known instanceof ArithmeticException ? Failure.Origin.UNREADABLE : null)
                .origin();
    }

    @Test
    void howACallEndedTheCausesTell() {
        assertThat(origin(new SocketTimeoutException())).isEqualTo(Failure.Origin.NO_ANSWER);
        assertThat(origin(new TimeoutException())).isEqualTo(Failure.Origin.NO_ANSWER);
        assertThat(origin(new IOException(new SocketTimeoutException()))).isEqualTo(Failure.Origin.NO_ANSWER);
        assertThat(origin(new IOException(new IllegalStateException()))).isEqualTo(Failure.Origin.DISCONNECTED);
        assertThat(origin(new InterruptedException())).isEqualTo(Failure.Origin.INTERRUPTED);
        assertThat(origin(new ProtocolException())).isEqualTo(Failure.Origin.UNREADABLE);
        assertThat(origin(new ArithmeticException())).isEqualTo(Failure.Origin.UNREADABLE);
    }

    @Test
    void whatNobodyKnowsMayHaveBeenSent() {
        assertThat(origin(new IllegalArgumentException())).isEqualTo(Failure.Origin.UNKNOWN);
    }

    @Test
    void anErrorWithoutACodeIsNotDynamoDbs() {
        assertThat(Failure.ofService(null, 403, null, null, List.of(), 1, new RuntimeException())
                        .origin())
                .isEqualTo(Failure.Origin.FOREIGN);
        assertThat(Failure.ofService("", 999, null, null, List.of(), 1, new RuntimeException())
                        .origin())
                .isEqualTo(Failure.Origin.UNREADABLE);
    }

    @Test
    void whatAnSdkDoesNotSayIsEmpty() {
        Failure failure = Failure.ofService(
                "Coded", 500, null, null, List.of(Failure.Reason.of(null, null, null)), 1, new RuntimeException());

        assertThat(failure.message()).isEmpty();
        assertThat(failure.reasons()).containsExactly(new Failure.Reason("None", "", null));
    }

    @Test
    void anInterruptIsNotLost() {
        ParallelCaller caller = new ParallelCaller(request -> new Answer.Failed(
                Failure.withoutAnswer(Failure.Origin.INTERRUPTED, 1, new RuntimeException("from the SDK"))));
        try {
            caller.call(new Request.DescribeTable("sessions"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
