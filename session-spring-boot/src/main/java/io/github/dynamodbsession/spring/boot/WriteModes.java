package io.github.dynamodbsession.spring.boot;

import org.springframework.session.SaveMode;

/** Modes of Spring Session that have no meaning here are refused rather than passed over. */
final class WriteModes {

    private WriteModes() {}

    static void check(DynamoDbSessionProperties properties) {
        if (properties.saveMode() == SaveMode.ALWAYS) {
            throw new ConfigurationFailure(
                    DynamoDbSessionProperties.PREFIX + ".save-mode is always, which would write what did not change.",
                    "Leave it out: what was set, and what was read and then altered, is always written.");
        }
    }
}
