package io.github.dynamodbsession.emulator.proxy;

/** A call whose answer never comes: lost on the way there, or on the way back. */
enum InjectedLoss implements Injection {
    BEFORE,
    AFTER
}
