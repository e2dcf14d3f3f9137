package io.github.dynamodbsession.dynamo.call;

import java.util.concurrent.CompletionStage;

/**
 * Makes calls of DynamoDB without blocking a thread. Implementations are safe for use by any number of threads.
 */
@FunctionalInterface
public interface AsyncTransport {

    /**
     * Makes one call.
     *
     * @param request the request
     * @param round how to send it
     * @return the answer, on any thread; a failure of any kind is an {@link Answer.Failed}, not a failed stage
     */
    CompletionStage<Reply> call(Request request, Round round);

    /**
     * Where calls go, for messages.
     *
     * @return such as {@code at http://localhost:8000} or {@code in the region eu-central-1}, by {@link Place}; empty if
     *     not known
     */
    default String place() {
        return "";
    }
}
