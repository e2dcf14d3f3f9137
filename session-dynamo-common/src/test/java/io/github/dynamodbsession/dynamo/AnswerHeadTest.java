package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.AnswerHead;
import io.github.dynamodbsession.dynamo.call.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which successes are DynamoDB's. */
class AnswerHeadTest {

    private static final String PROTOCOL = "application/x-amz-json-1.0";

    private static boolean isDynamoDbs(Map<String, String> headers) {
        Failure flaw = AnswerHead.flaw(headers::get);
        assertThat(flaw == null || flaw.origin() == Failure.Origin.UNREADABLE).isTrue();
        return flaw == null;
    }

    @Test
    void withAChecksumAndABodyItIs() {
        assertThat(isDynamoDbs(Map.of("x-amz-crc32", "1", "Content-Length", "2")))
                .isTrue();
        assertThat(isDynamoDbs(Map.of("x-amz-crc32", "1", "Transfer-Encoding", "chunked")))
                .isTrue();
    }

    @Test
    void anEngineWithoutChecksumsIsKnownByTheProtocol() {
        assertThat(isDynamoDbs(Map.of("Content-Type", PROTOCOL, "Content-Length", "2")))
                .isTrue();
        assertThat(isDynamoDbs(Map.of("Content-Type", PROTOCOL, "Transfer-Encoding", "chunked")))
                .isTrue();
    }

    @Test
    void withoutABodyItIsNot() {
        assertThat(isDynamoDbs(Map.of("x-amz-crc32", "0", "Content-Length", "0")))
                .isFalse();
        assertThat(isDynamoDbs(Map.of("Content-Type", PROTOCOL, "Content-Length", "0")))
                .isFalse();
        assertThat(isDynamoDbs(Map.of("Content-Type", PROTOCOL))).isFalse();
        assertThat(isDynamoDbs(Map.of())).isFalse();
    }

    @Test
    void ofAnotherTypeItIsNot() {
        assertThat(isDynamoDbs(Map.of("Content-Type", "application/json", "Content-Length", "2")))
                .isFalse();
        assertThat(isDynamoDbs(Map.of("Content-Length", "2"))).isFalse();
    }
}
