package io.github.dynamodbsession.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Observes a class that extends {@link StorageClientContract}, with its nested classes, and prints a {@link
 * ContractSummary} when it has run. Several may run at the same time.
 */
final class ContractReport implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(ContractReport.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isContract(context)) {
            ExpectedWarnings.leaveOut();
            context.getStore(NAMESPACE).put(ContractSummary.class, new ContractSummary(nameOf(context)));
        }
    }

    @Override
    @SuppressWarnings("SystemOut") // for people, in a build and in an IDE
    public void afterAll(ExtensionContext context) {
        @Nullable
        ContractSummary summary = isContract(context)
                ? context.getStore(NAMESPACE).remove(ContractSummary.class, ContractSummary.class)
                : null;
        if (summary == null) {
            return; // not a contract, or one that another extension prevented from starting
        }
        ExpectedWarnings.logAgain();
        boolean isWanted = context.getConfigurationParameter(StorageClientContract.SUMMARY)
                .map(value -> !value.equalsIgnoreCase("false"))
                .orElse(true);
        if (isWanted && !summary.isEmpty()) {
            System.out.println(summary.text());
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        withSummary(context, summary -> summary.held(promisesOf(context)));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        @Nullable String message = cause == null ? null : cause.getMessage();
        withSummary(context, summary -> summary.skipped(promisesOf(context), message == null ? "" : message));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        withSummary(context, summary -> summary.skipped(promisesOf(context), reason.orElse("")));
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        String hint = context.getTestMethod()
                .map(test -> test.getAnnotation(LookAt.class))
                .map(LookAt::value)
                .orElse("");
        String name = context.getRequiredTestMethod().getName();
        withSummary(context, summary -> summary.failed(promisesOf(context), name, hint));
    }

    /** The promises that the test of a context checks; none if it is not a test of a contract. */
    static List<Promise> promisesOf(ExtensionContext context) {
        @Nullable
        Asks asks = context.getTestMethod()
                .map(test -> test.getAnnotation(Asks.class))
                .orElse(null);
        if (asks == null) {
            asks = context.getTestMethod()
                    .filter(test -> test.isAnnotationPresent(LookAt.class))
                    .map(test -> test.getDeclaringClass().getAnnotation(Asks.class))
                    .orElse(null);
        }
        return asks == null ? List.of() : List.copyOf(Arrays.asList(asks.value()));
    }

    private static void withSummary(ExtensionContext context, Consumer<ContractSummary> action) {
        @Nullable
        ContractSummary summary = context.getStore(NAMESPACE).get(ContractSummary.class, ContractSummary.class);
        if (summary != null) {
            action.accept(summary);
        }
    }

    private static boolean isContract(ExtensionContext context) {
        return StorageClientContract.class.isAssignableFrom(context.getRequiredTestClass());
    }

    private static String nameOf(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
