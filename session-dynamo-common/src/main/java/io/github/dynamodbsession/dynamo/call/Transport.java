package io.github.dynamodbsession.dynamo.call;

/**
 * Makes calls of DynamoDB on the calling thread; an adapter for an SDK has nothing else to do. Implementations are safe
 * for use by any number of threads.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Makes one call and waits for its answer.
     *
     * @param request the request
     * @param round how to send it
     * @return the answer; a failure of any kind is an {@link Answer.Failed}, not an exception
     */
    Reply call(Request request, Round round);

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
