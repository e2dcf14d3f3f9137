package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.emulator.proxy.Fault;
import java.util.function.UnaryOperator;

/** Responses that DynamoDB does not give, in place of its answer to calls that it carried out. */
final class Answers {

    static final Fault WRONG_CHECKSUM =
            altered(answer -> answer.replaceFirst("(?i)(x-amz-crc32: )\\d+", "$1" + "12345"));

    /** A success for the SDKs. */
    static final Fault EMPTY = answer(200, "application/x-amz-json-1.0", "");

    static final Fault HTML = answer(200, "text/html", "<html><body>Please log in.</body></html>");

    /** A success for the SDKs, which know none of its fields. */
    static final Fault OTHER_JSON = answer(200, "application/json", "{\"status\":\"up\"}");

    private Answers() {}

    static Fault answer(int status, String type, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Injected\r\n");
        head.append("Content-Type: ").append(type).append("\r\n");
        head.append("Content-Length: ").append(body.length()).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return altered(answer -> head + "\r\n" + body);
    }

    /** Announces that the connection ends, so that the client does not send its next call through it. */
    static Fault altered(UnaryOperator<String> change) {
        return Fault.altered(answer -> change.apply(answer).replaceFirst("\r\n", "\r\nConnection: close\r\n"));
    }
}
