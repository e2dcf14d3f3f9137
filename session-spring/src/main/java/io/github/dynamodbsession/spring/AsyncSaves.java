package io.github.dynamodbsession.spring;

/** What the asynchronous part of a request needs from {@link AsyncSaveFilter}. */
interface AsyncSaves {

    /** Saves the request's session, if it has one. */
    void save();

    /** Runs a task as a part of the request. */
    void run(Runnable task);

    /** Answers the request with an error after a failed save, if the response is not committed. */
    void answer(RuntimeException failure);
}
