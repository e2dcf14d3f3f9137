package io.github.dynamodbsession.spring.boot;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The application's configuration is invalid. Says what is wrong and how to fix it, for the analysis that is printed at
 * a failed start.
 */
final class ConfigurationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How to fix it. */
    private final String remedy;

    ConfigurationFailure(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Prints the message and the remedy. */
    static final class Analyzer extends AbstractFailureAnalyzer<ConfigurationFailure> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationFailure cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), rootFailure);
        }
    }
}
