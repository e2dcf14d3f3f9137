package io.github.dynamodbsession.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/** Logging of the whole process: short lines, and of the web server only what is worth a line. */
final class DemoLog {

    private DemoLog() {}

    /** Takes the demo's own configuration, unless the JDK was told of another. */
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
