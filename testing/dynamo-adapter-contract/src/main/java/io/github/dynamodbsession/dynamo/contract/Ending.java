package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.emulator.proxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One way in which a call ends unexpectedly.
 *
 * @param answer what the SDK receives, in words
 * @param setup how it is caused
 * @param fault what the proxy does; {@link #NO_FAULT} if nothing
 */
record Ending(String answer, Setup setup, Fault fault) {

    /** How an ending is caused. */
    enum Setup {
        /** By the response. */
        ANSWER,
        /** Nothing listens at the endpoint. */
        NOBODY_LISTENS,
        /** The endpoint's host has no address. */
        UNKNOWN_HOST,
        /** The client finds no credentials. */
        NO_CREDENTIALS,
        /** The client was closed before. */
        CLOSED_CLIENT,
        /** The thread was interrupted before. */
        INTERRUPTED
    }

    private static final String JSON = "application/x-amz-json-1.0";
    private static final String PAGE = "<html><body>Something else</body></html>";
    private static final Fault NO_FAULT = Fault.altered(UnaryOperator.identity());

    static List<Ending> all() {
        return List.of(
                answer("200 with a wrong checksum", Answers.WRONG_CHECKSUM),
                answer("200 that is cut", Answers.altered(answer -> answer.substring(0, answer.length() - 1))),
                answer("200 without a body", Answers.EMPTY),
                answer("204", Answers.altered(answer -> "HTTP/1.1 204 No Content\r\n\r\n")),
                answer("200 with bytes that are no JSON", Answers.answer(200, JSON, "\u0001\u0002xyz")),
                answer("200 with an HTML page", Answers.HTML),
                answer("200 with JSON of something else", Answers.OTHER_JSON),
                answer("bytes that are no HTTP", Answers.altered(answer -> "nothing that HTTP knows\r\n\r\n")),
                answer("the connection is closed without an answer", Fault.altered(answer -> "")),
                answer("the connection is reset without an answer", Fault.LOST_REPLY),
                answer("the connection is reset before the call is carried out", Fault.RESET),
                answer("no answer in time", Fault.delay(Duration.ofSeconds(10))),
                answer("302", Answers.answer(302, "text/html", PAGE, "Location: http://127.0.0.1:1/")),
                answer("307", Answers.answer(307, "text/html", PAGE, "Location: http://127.0.0.1:1/")),
                answer("400 without a body", Answers.answer(400, JSON, "")),
                answer("403 with an HTML page", Answers.answer(403, "text/html", PAGE)),
                answer("404 with an HTML page", Answers.answer(404, "text/html", PAGE)),
                answer("407 without a body", Answers.answer(407, JSON, "")),
                answer("408 without a body", Answers.answer(408, JSON, "")),
                answer("429 without a body", Answers.answer(429, JSON, "")),
                answer("500 without a body", Answers.answer(500, JSON, "")),
                answer("502 with an HTML page", Answers.answer(502, "text/html", PAGE)),
                answer("503 with an HTML page", Answers.answer(503, "text/html", PAGE)),
                answer("504 without a body", Answers.answer(504, JSON, "")),
                answer("`InternalServerError`", Fault.INTERNAL_ERROR),
                answer("`ProvisionedThroughputExceededException`", Fault.THROTTLE),
                answer("`ThrottlingException`", Fault.answer(400, "ThrottlingException")),
                answer("`TransactionConflictException`", Fault.CONFLICT),
                answer("`ValidationException`", Fault.answer(400, "ValidationException")),
                answer("`AccessDeniedException`", Fault.answer(400, "AccessDeniedException")),
                answer("`UnrecognizedClientException`", Fault.answer(400, "UnrecognizedClientException")),
                answer("`ResourceNotFoundException`", Fault.answer(400, "ResourceNotFoundException")),
                answer("an error code that is not known", Fault.answer(400, "BrandNewException")),
                new Ending("nobody listens at the endpoint", Setup.NOBODY_LISTENS, NO_FAULT),
                new Ending("the endpoint's host is unknown", Setup.UNKNOWN_HOST, NO_FAULT),
                new Ending("the SDK finds no credentials", Setup.NO_CREDENTIALS, NO_FAULT),
                new Ending("the client is closed", Setup.CLOSED_CLIENT, NO_FAULT),
                new Ending("the thread is interrupted", Setup.INTERRUPTED, NO_FAULT));
    }

    private static Ending answer(String answer, Fault fault) {
        return new Ending(answer, Setup.ANSWER, fault);
    }

    @Override
    public String toString() {
        return answer;
    }
}
