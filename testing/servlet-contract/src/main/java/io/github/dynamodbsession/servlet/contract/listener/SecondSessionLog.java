package io.github.dynamodbsession.servlet.contract.listener;

/** A second listener of the same kind. */
public final class SecondSessionLog extends SessionLog {

    @Override
    String name() {
        return "second: ";
    }
}
