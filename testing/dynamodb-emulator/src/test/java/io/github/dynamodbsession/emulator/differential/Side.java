package io.github.dynamodbsession.emulator.differential;

/** One of the two that are compared. */
interface Side {

    Answer send(Request request);
}
