package io.github.dynamodbsession.servlet.contract.listener;

/** To be told beside another one. */
public final class SecondSessionLog extends SessionLog {

    @Override
    String name() {
        return "second: ";
    }
}
