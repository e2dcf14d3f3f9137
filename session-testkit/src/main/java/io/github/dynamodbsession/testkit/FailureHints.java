package io.github.dynamodbsession.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Prepends the hint of a test's {@link LookAt} to the message of its failure. Other tests are not affected. */
final class FailureHints implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    private static Throwable explained(ExtensionContext context, Throwable failure) {
        @Nullable
        LookAt lookAt = context.getTestMethod()
                .map(test -> test.getAnnotation(LookAt.class))
                .orElse(null);
        if (lookAt == null || failure instanceof TestAbortedException) {
            return failure;
        }
        List<Promise> promises = ContractReport.promisesOf(context);
        String hint = promises.isEmpty() ? lookAt.value() : Promise.names(promises) + ". " + lookAt.value();
        if (failure instanceof AssertionError error && !(error.getCause() instanceof Exception)) {
            return alike(error, hint + "\n" + error.getMessage());
        }
        if (failure instanceof Exception || failure instanceof AssertionError) {
            return unexpected(failure, hint);
        }
        return failure;
    }

    private static AssertionError alike(AssertionError failure, String message) {
        AssertionError error = failure instanceof AssertionFailedError compared
                        && compared.isExpectedDefined()
                        && compared.isActualDefined()
                ? new AssertionFailedError(
                        message,
                        compared.getExpected().getEphemeralValue(),
                        compared.getActual().getEphemeralValue(),
                        compared.getCause())
                : new AssertionError(message, failure.getCause());
        error.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            error.addSuppressed(suppressed);
        }
        return error;
    }

    /** A storage or a codec threw an unexpected exception, which is more specific than the promise. */
    private static AssertionError unexpected(Throwable failure, String hint) {
        return new AssertionError(
                "An exception came where an answer was expected. Look at its cause first: are there enough connections"
                        + " and threads (the README of the testkit says how many), and is a conflict that the database"
                        + " reports answered as one? " + hint + "\n" + failure,
                failure);
    }
}
