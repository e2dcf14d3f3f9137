package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.emulator.proxy.Fault;
import java.util.function.UnaryOperator;

/** Answers that DynamoDB does not give, to calls that it carried out: all bytes that come instead. */
final class Answers {

    static final Fault WRONG_CHECKSUM =
            altered(answer -> answer.replaceFirst("(?i)(x-amz-crc32: )\\d+", "$1" + "12345"));

    /** Taken for a success by the SDKs. */
    static final Fault EMPTY = answer(200, "application/x-amz-json-1.0", "");

    static final Fault HTML = answer(200, "text/html", "<html><body>Please log in.</body></html>");

    /** Taken for a success by the SDKs: none of its fields is known to them. */
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

    /** The client is told that the connection ends with it, so that it does not send its next call into it. */
    static Fault altered(UnaryOperator<String> change) {
        return Fault.altered(answer -> change.apply(answer).replaceFirst("\r\n", "\r\nConnection: close\r\n"));
    }
}
