package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Request;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What adapters leave to the words of {@code dynamo.call}. */
class FailureTest {

    private static Failure.Origin origin(Throwable cause) {
        return Failure.withoutAnswer(new IllegalStateException(new IllegalStateException(cause)))
                .origin();
    }

    @Test
    void whoseAFailureWithoutAnswerIsTheCausesTell() {
        assertThat(origin(new SocketTimeoutException())).isEqualTo(Failure.Origin.NO_ANSWER);
        assertThat(origin(new InterruptedException())).isEqualTo(Failure.Origin.INTERRUPTED);
        assertThat(origin(new IllegalArgumentException())).isEqualTo(Failure.Origin.CLIENT);
    }

    @Test
    void whatAnSdkDoesNotSayIsEmpty() {
        Failure failure = Failure.ofService(
                null, 500, null, null, List.of(Failure.Reason.of(null, null, null)), new RuntimeException());

        assertThat(failure.code()).isEmpty();
        assertThat(failure.message()).isEmpty();
        assertThat(failure.reasons()).containsExactly(new Failure.Reason("None", "", null));
    }

    @Test
    void anInterruptIsNotLost() {
        ParallelCaller caller = new ParallelCaller(request -> new Answer.Failed(
                Failure.withoutAnswer(Failure.Origin.INTERRUPTED, new RuntimeException("from the SDK"))));
        try {
            caller.call(new Request.DescribeTable("sessions"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
