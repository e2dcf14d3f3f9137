package io.github.dynamodbsession.dynamo.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.Failure;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whose failure it is, where the SDK says so only below. */
class SdkFailuresTest {

    private static Failure.Origin originOf(Throwable cause) {
        RuntimeException wrapped = new IllegalStateException("the connection's own exception", cause);
        return SdkFailures.of(SdkClientException.create("Unable to execute HTTP request", wrapped))
                .origin();
    }

    @Test
    void aTimeOutThatTheConnectionSawFirstIsNoAnswer() {
        assertThat(originOf(ApiCallAttemptTimeoutException.create(100))).isEqualTo(Failure.Origin.NO_ANSWER);
    }

    @Test
    void anInterruptionThatTheConnectionSawFirstIsOne() {
        assertThat(originOf(AbortedException.create("Thread was interrupted"))).isEqualTo(Failure.Origin.INTERRUPTED);
    }

    @Test
    void aConnectionThatWasNotToBeHadInTimeIsNoAnswer() {
        assertThat(originOf(new TimeoutException("Acquire operation took longer than 10000 milliseconds.")))
                .isEqualTo(Failure.Origin.NO_ANSWER);
    }

    @Test
    void aWrongChecksumIsAnAnswerThatWasLost() {
        assertThat(originOf(Crc32MismatchException.create("Expected 1", new RuntimeException())))
                .isEqualTo(Failure.Origin.UNREADABLE);
    }

    @Test
    void whatFailsBeforeAFurtherAttemptMayHaveBeenSentBefore() {
        for (int attempts = 1; attempts <= 2; attempts++) {
            SdkClientException noCredentials = SdkClientException.builder()
                    .message("no credentials")
                    .numAttempts(attempts)
                    .build();
            noCredentials.setStackTrace(new StackTraceElement[] {
                new StackTraceElement(
                        "software.amazon.awssdk.core.internal.http.pipeline.stages.AuthSchemeResolutionStage",
                        "execute",
                        null,
                        1)
            });

            assertThat(SdkFailures.of(noCredentials).origin())
                    .isEqualTo(attempts == 1 ? Failure.Origin.CLIENT : Failure.Origin.UNKNOWN);
        }
    }

    @Test
    void whatNobodySaysMoreOfMayHaveBeenSent() {
        assertThat(originOf(new IllegalArgumentException("no region"))).isEqualTo(Failure.Origin.UNKNOWN);
    }
}
