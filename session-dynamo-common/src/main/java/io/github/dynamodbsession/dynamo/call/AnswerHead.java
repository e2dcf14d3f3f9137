package io.github.dynamodbsession.dynamo.call;

import java.net.ProtocolException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges by its HTTP headers whether a successful response comes from DynamoDB. The SDKs accept any response with a status
 * of 2xx, even without a body: a read would find nothing, and a write would count as done. DynamoDB answers at least
 * <code>{}</code>, with the checksum {@code x-amz-crc32} (DynamoDB Developer Guide, "DynamoDB low-level API").
 */
public final class AnswerHead {

    private static final String CHECKSUM = "x-amz-crc32";
    private static final String LENGTH = "Content-Length";
    private static final String TYPE = "Content-Type";
    private static final String CODING = "Transfer-Encoding";

    /** Identifies engines that speak DynamoDB's protocol without checksums. */
    private static final String PROTOCOL = "application/x-amz-json-1.";

    private AnswerHead() {}

    /**
     * Checks a successful response.
     *
     * @param headers returns the value of a header, ignoring the case of its name; null for a missing one
     * @return why the response is not DynamoDB's complete answer; null: it may be
     */
    public static @Nullable Failure flaw(Function<String, @Nullable String> headers) {
        String length = headers.apply(LENGTH);
        if ("0".equals(length)) {
            return lost("it is empty");
        }
        if (headers.apply(CHECKSUM) != null) {
            return null;
        }
        String type = headers.apply(TYPE);
        if (type == null || !type.startsWith(PROTOCOL)) {
            return lost("it has no checksum, and the content type " + (type == null ? "is missing" : "'" + type + "'"));
        }
        return length == null && headers.apply(CODING) == null ? lost("it has neither a checksum nor a body") : null;
    }

    private static Failure lost(String why) {
        return Failure.unreadable(why, 1, new ProtocolException("The answer is not DynamoDB's: " + why + "."));
    }
}
