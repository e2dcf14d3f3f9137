package io.github.dynamodbsession.testkit;

import java.util.List;
import java.util.Objects;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Runs contracts within a test, to see what they say. */
final class Contracts {

    private Contracts() {}

    /** Without the summary that a contract prints. */
    static TestExecutionSummary run(DiscoverySelector selector) {
        return execute(request(selector).configurationParameter(StorageClientContract.SUMMARY, "false"));
    }

    static TestExecutionSummary runSideBySide(DiscoverySelector selector) {
        return execute(sideBySide(selector).configurationParameter(StorageClientContract.SUMMARY, "false"));
    }

    /** As a build does. */
    static TestExecutionSummary runAsUsersDo(DiscoverySelector... selectors) {
        return execute(request(selectors));
    }

    static TestExecutionSummary runSideBySideAsUsersDo(DiscoverySelector... selectors) {
        return execute(sideBySide(selectors));
    }

    private static LauncherDiscoveryRequestBuilder request(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request().selectors(selectors);
    }

    private static LauncherDiscoveryRequestBuilder sideBySide(DiscoverySelector... selectors) {
        return request(selectors)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    }

    private static TestExecutionSummary execute(LauncherDiscoveryRequestBuilder request) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        return Objects.requireNonNull(listener.getSummary());
    }

    static List<String> failures(TestExecutionSummary summary) {
        return summary.getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName() + " " + failure.getException())
                .toList();
    }

    /** What the test that failed says of itself. */
    static String hint(Failure failure) {
        MethodSource test =
                (MethodSource) failure.getTestIdentifier().getSource().orElseThrow();
        return test.getJavaMethod().getAnnotation(LookAt.class).value();
    }
}
