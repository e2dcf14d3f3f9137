package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.codec.ClassLearner;
import io.github.dynamodbsession.core.codec.CodecBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/**
 * The classes of the application that may be stored in sessions, by its properties and its own packages.
 *
 * @param packages the packages of the application and those of the property
 * @param namedPackages the packages of the property
 * @param classes single classes
 * @param learner is notified of all other classes; null: these are refused
 */
record ValueClasses(
        Set<String> packages, List<String> namedPackages, List<String> classes, @Nullable ClassLearner learner) {

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX;
    private static final String ALLOWED_CLASSES = PREFIX + ".allowed-classes";
    private static final String ALLOWED_PACKAGES = PREFIX + ".allowed-packages";

    static ValueClasses of(
            List<String> allowedPackages,
            List<String> allowedClasses,
            BeanFactory beanFactory,
            @Nullable ClassLearner learner) {
        Set<String> packages = new LinkedHashSet<>();
        if (AutoConfigurationPackages.has(beanFactory)) {
            // The application may be in the unnamed package, whose classes cannot be allowed as one.
            AutoConfigurationPackages.get(beanFactory).stream()
                    .filter(name -> !name.isEmpty())
                    .forEach(packages::add);
        }
        packages.addAll(allowedPackages);
        return new ValueClasses(packages, allowedPackages, allowedClasses, learner);
    }

    /** Adds them to the allow-list of a codec. */
    void allowIn(CodecBuilder<?> builder) {
        allow(ALLOWED_PACKAGES, "the packages of your own classes", packages, builder::allowPackage);
        allow(ALLOWED_CLASSES, "the binary names of classes", classes, builder::allowClass);
        builder.allowedBy(this::advice);
        if (learner != null) {
            builder.learn(learner);
        }
    }

    private static void allow(
            String property, String right, Iterable<String> names, java.util.function.Consumer<String> allow) {
        try {
            names.forEach(allow);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(
                    property + " cannot be used: " + e.getMessage() + ".", "Set " + property + " to " + right + ".");
        }
    }

    private String advice(String name) {
        String inPackage = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        boolean isOfJdk = name.startsWith("java.") || name.startsWith("javax.");
        return "allow it, if it is safe to read, with the property " + lines(classes, List.of(name))
                + (inPackage.isEmpty() || isOfJdk
                        ? ""
                        : " or " + line(ALLOWED_PACKAGES, namedPackages, List.of(inPackage)));
    }

    /** The line to add to the properties. */
    static String lines(List<String> allowedSoFar, List<String> more) {
        return line(ALLOWED_CLASSES, allowedSoFar, more);
    }

    /** With the present values, which would be lost otherwise when the line is pasted. */
    private static String line(String property, List<String> allowedSoFar, List<String> more) {
        List<String> all = new ArrayList<>(allowedSoFar);
        all.addAll(more);
        return property + "=" + String.join(",", all);
    }
}
