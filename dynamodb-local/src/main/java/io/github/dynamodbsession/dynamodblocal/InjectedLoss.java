package io.github.dynamodbsession.dynamodblocal;

/** A call whose answer never comes: lost on the way there, or on the way back. */
enum InjectedLoss implements Fault {
    BEFORE,
    AFTER
}
