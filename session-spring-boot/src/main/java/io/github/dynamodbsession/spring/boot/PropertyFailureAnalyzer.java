package io.github.dynamodbsession.spring.boot;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports a property below {@code dynamodb.session} that does not exist or has an invalid value. Boot's own analysis
 * prints every value, and the value of a misspelt property may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName PREFIX =
            ConfigurationPropertyName.of(DynamoDbSessionProperties.PREFIX);

    private static final List<String> SECRET = List.of("secret", "key-id", "password", "session-token");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!PREFIX.equals(cause.getName()) && !PREFIX.isAncestorOf(cause.getName())) {
            return null;
        }
        return cause.getCause() instanceof UnboundConfigurationPropertiesException unknown
                ? ofUnknown(unknown, rootFailure)
                : ofValue(cause, rootFailure);
    }

    private static FailureAnalysis ofUnknown(UnboundConfigurationPropertiesException unknown, Throwable rootFailure) {
        StringBuilder description = new StringBuilder();
        StringBuilder action = new StringBuilder();
        for (ConfigurationProperty property : unknown.getUnboundProperties()) {
            String name = property.getName().toString();
            description
                    .append("There is no property ")
                    .append(name)
                    .append(set(property))
                    .append(".\n");
            Optional<String> nearest = PropertyNames.nearest(name);
            action.append(nearest.map(right -> "Did you mean " + right + "? ").orElse(""));
        }
        action.append("All properties below ")
                .append(PREFIX)
                .append(" are in docs/spring.md; remove what is not one of them.");
        return new FailureAnalysis(description.toString().strip(), action.toString(), rootFailure);
    }

    /** Where the property is set; never its value. */
    private static String set(ConfigurationProperty property) {
        Origin origin = property.getOrigin();
        return origin == null ? "" : ", which is set in " + origin;
    }

    private static @Nullable FailureAnalysis ofValue(BindException failure, Throwable rootFailure) {
        ConfigurationProperty property = failure.getProperty();
        if (property == null) {
            return null;
        }
        String name = failure.getName().toString();
        String value = String.valueOf(property.getValue());
        boolean isSecret = SECRET.stream().anyMatch(name::contains);
        Class<?> type = failure.getTarget().getType().resolve(Object.class);
        return new FailureAnalysis(
                name + " cannot be " + (isSecret ? "what it is" : "'" + value + "'") + set(property) + ": it must be "
                        + right(type) + ".",
                (type.isEnum() ? nearest(value, type) : "")
                        + "Correct the value, or remove the property to use its default.",
                rootFailure);
    }

    private static String nearest(String value, Class<?> type) {
        return PropertyNames.nearest(value.toLowerCase(Locale.ROOT), constants(type))
                .map(right -> "Did you mean " + right + "? ")
                .orElse("");
    }

    private static String right(Class<?> type) {
        if (type.isEnum()) {
            return constants(type).stream().collect(Collectors.joining(", or "));
        }
        if (type == Duration.class) {
            return "a duration, such as 500ms, 10s or PT1M";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive()
                ? "a whole number"
                : "of the type " + type.getSimpleName();
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ConfigurationFailure.text((Enum<?>) constant))
                .toList();
    }
}
