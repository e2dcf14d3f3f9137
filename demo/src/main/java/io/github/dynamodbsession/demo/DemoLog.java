package io.github.dynamodbsession.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/** Configures the logging of the process: short lines, and only the important ones of the web server. */
final class DemoLog {

    private DemoLog() {}

    /** Loads the demo's own configuration, unless another one was given to the JDK. */
    static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (@Nullable InputStream configuration = DemoLog.class.getResourceAsStream("logging.properties")) {
            if (configuration != null) {
                LogManager.getLogManager().readConfiguration(configuration);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
