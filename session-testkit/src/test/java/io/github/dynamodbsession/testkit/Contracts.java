package io.github.dynamodbsession.testkit;

import java.util.List;
import java.util.Objects;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs contracts within a test, to see what they say. */
final class Contracts {

    private Contracts() {}

    static TestExecutionSummary run(DiscoverySelector selector) {
        return run(LauncherDiscoveryRequestBuilder.request().selectors(selector));
    }

    static TestExecutionSummary runSideBySide(DiscoverySelector selector) {
        return run(LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8"));
    }

    private static TestExecutionSummary run(LauncherDiscoveryRequestBuilder request) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        return Objects.requireNonNull(listener.getSummary());
    }

    static List<String> failures(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName() + " " + failure.getException())
                .toList();
    }
}
