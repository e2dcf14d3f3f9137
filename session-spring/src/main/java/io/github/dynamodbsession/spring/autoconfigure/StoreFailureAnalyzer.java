package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * What the store found wrong at start: its messages name options of the library's builders, which are named here as the
 * properties that set them.
 */
final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<SessionException> {

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX + ".";

    /** From an option to its property. */
    private static final Map<String, String> PROPERTIES = properties();

    private static final Pattern OPTION = Pattern.compile("\\b(" + String.join("|", PROPERTIES.keySet()) + ")\\b");

    private static Map<String, String> properties() {
        Map<String, String> byOption = Arrays.stream(DynamoDbSessionProperties.class.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !name.equals("cookie") && !name.equals("enabled") && !name.equals("storage"))
                .collect(Collectors.toMap(name -> name, StoreFailureAnalyzer::property, (a, b) -> a, TreeMap::new));
        byOption.put("cookieSecret", PREFIX + "cookie.secrets");
        return byOption;
    }

    private static String property(String option) {
        return PREFIX + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SessionException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof SessionConfigurationException configuration) {
            return new FailureAnalysis(inProperties(message), remedy(configuration.reason()), rootFailure);
        }
        if (cause instanceof SessionStorageException) {
            return new FailureAnalysis(
                    "The storage of sessions is not ready: " + inProperties(message),
                    "See that DynamoDB can be reached from here, at the endpoint of " + PREFIX + "region or at "
                            + PREFIX + "endpoint; if it can, and is only slow to answer, give it longer with " + PREFIX
                            + "call-timeout. Then start again.",
                    rootFailure);
        }
        return null;
    }

    private static String remedy(SessionConfigurationException.Reason reason) {
        return switch (reason) {
            case OPTION -> "Set the property so, or leave it out for its default.";
            case MISSING ->
                "Create what is missing, or let the application create it with " + PREFIX + "auto-create=true, or name"
                        + " another table with " + PREFIX + "table-name.";
            case FORBIDDEN ->
                "Give the role of the application the permission, or the right credentials; where it may not look at the"
                        + " table, set " + PREFIX + "init=false.";
            case MISMATCH ->
                "Name another table with " + PREFIX
                        + "table-name, or tell what this one has, such as its hash key with " + PREFIX
                        + "key-attribute; for an engine that lacks something, see " + PREFIX + "endpoint and "
                        + PREFIX + "native-ttl.";
            case CLIENT ->
                "Set " + PREFIX + "region (and " + PREFIX
                        + "endpoint for a DynamoDB elsewhere), or AWS_REGION, or define"
                        + " a bean of the SDK's client.";
        };
    }

    private static String inProperties(String message) {
        String text =
                message.startsWith("index: ") ? PREFIX + "indexes" + message.substring("index".length()) : message;
        return OPTION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(PROPERTIES.get(found.group())));
    }
}
