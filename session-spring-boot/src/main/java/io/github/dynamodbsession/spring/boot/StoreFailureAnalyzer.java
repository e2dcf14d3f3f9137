package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports what the store found wrong at start. Its messages name options of the library's builders, which are replaced
 * here by the properties that set them.
 */
final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<SessionException> {

    private static final String PREFIX = PropertyNames.PREFIX;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_LENGTH = 300;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SessionException failure) {
        String message = PropertyNames.instead(String.valueOf(failure.getMessage()));
        if (failure instanceof SessionConfigurationException configuration) {
            boolean isOfTheSdk = configuration.reason() == SessionConfigurationException.Reason.CLIENT;
            return new FailureAnalysis(
                    message + (isOfTheSdk ? cause(failure) : ""), remedy(configuration.reason(), message), rootFailure);
        }
        if (failure instanceof SessionStorageException storage) {
            return new FailureAnalysis(
                    "The storage of sessions is not ready: " + message
                            + (storage.reason() == SessionStorageException.Reason.NO_ANSWER ? "" : cause(failure)),
                    remedy(storage.reason()) + " Then start again.",
                    rootFailure);
        }
        return null;
    }

    /** The root cause, below everything that SDK and HTTP client wrap around it, on a line of its own. */
    private static String cause(SessionException failure) {
        Throwable deepest = failure.getCause();
        for (int depth = 0; depth < MAX_DEPTH && deepest != null && deepest.getCause() != null; depth++) {
            deepest = deepest.getCause();
        }
        if (deepest == null) {
            return "";
        }
        String text =
                String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ").replaceAll("@[0-9a-f]{5,}", "");
        return "\n\nCause: " + deepest.getClass().getName() + ": "
                + (text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...");
    }

    private static String remedy(SessionConfigurationException.Reason reason, String message) {
        return switch (reason) {
            case OPTION ->
                message.contains(" is missing")
                        ? "Set the property, for example in application.properties."
                        : "Correct the value, or remove the property to use its default.";
            case MISSING ->
                "Create what is missing, or let the application create it with " + PREFIX + "auto-create=true, or name"
                        + " another table with " + PREFIX + "table-name, or another region with " + PREFIX + "region.";
            case CREDENTIALS ->
                "Give the application credentials where the AWS SDK looks for them, such as a role of its container or"
                        + " machine, a profile, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment; or"
                        + " set " + PREFIX + "access-key-id and " + PREFIX
                        + "secret-access-key. An emulator accepts any.";
            case FORBIDDEN ->
                "Grant the application's role the permission (docs/iam.md has a policy for each use), or use the right"
                        + " credentials; if the role may not describe the table, set " + PREFIX + "init=false.";
            case MISMATCH ->
                "Name another table with " + PREFIX
                        + "table-name, or describe this one, such as its hash key with " + PREFIX
                        + "key-attribute; for an engine that lacks a feature, see " + PREFIX + "endpoint and "
                        + PREFIX + "native-ttl.";
            case CLIENT ->
                "Set " + PREFIX + "region (and " + PREFIX
                        + "endpoint for a DynamoDB elsewhere), or AWS_REGION, or define"
                        + " a bean of the SDK's client.";
        };
    }

    private static String remedy(SessionStorageException.Reason reason) {
        return switch (reason) {
            case REFUSED_CONNECTION ->
                "Start the server that should listen there, or set " + PREFIX
                        + "endpoint to the address of DynamoDB; the" + " default is AWS's endpoint of " + PREFIX
                        + "region.";
            case UNKNOWN_HOST ->
                "Correct the host in " + PREFIX + "endpoint or, if that is not set, the name in " + PREFIX
                        + "region; if both are right, check that DNS works on this machine.";
            case NO_ANSWER ->
                "Check that this machine can reach the endpoint of " + PREFIX + "region, or " + PREFIX
                        + "endpoint; if it can, and DynamoDB or this machine is just slow, increase " + PREFIX
                        + "init-timeout.";
            case BROKEN_CONNECTION ->
                "Check that DynamoDB itself answers at " + PREFIX + "endpoint, with the scheme given there (http or"
                        + " https), and not a proxy in between.";
            case OTHER ->
                "Check that DynamoDB can be reached from here, at the endpoint of " + PREFIX + "region or at " + PREFIX
                        + "endpoint.";
        };
    }
}
