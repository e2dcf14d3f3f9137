package io.github.dynamodbsession.spring.boot;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The application's configuration cannot be what is meant. Says what is wrong and what to do about it, for the analysis
 * that is printed at a failed start.
 */
final class ConfigurationFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
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

    /** Shows it as it is. */
    static final class Analyzer extends AbstractFailureAnalyzer<ConfigurationFailure> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationFailure cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), rootFailure);
        }
    }
}
