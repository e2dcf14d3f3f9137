package io.github.dynamodbsession.spring;

/** What the asynchronous part of a request asks of the filter that it passed. */
interface AsyncSaves {

    /** Saves the request's session, if it has one. */
    void save();

    /** Runs a task as a part of the request. */
    void run(Runnable task);

    /** A save failed: answers the request so, if that is still possible. */
    void answer(RuntimeException failure);
}
