package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/** Which codec it is to be, and for which classes of the application. */
final class CodecChoice {

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX;

    private CodecChoice() {}

    static AttributeCodec of(
            List<CodecCandidate> candidates, DynamoDbSessionProperties properties, BeanFactory beanFactory) {
        CodecKind wanted = properties.codec();
        CodecCandidate candidate = candidates.stream()
                .filter(one -> one.kind() == wanted)
                .findAny()
                .orElseThrow(() -> new ConfigurationFailure(
                        PREFIX + ".codec is " + wanted.text() + ", but " + wanted.module()
                                + " is not on the class path.",
                        "Add the dependency io.github.dynamodbsession:" + wanted.module() + ", or set " + PREFIX
                                + ".codec to java."));
        try {
            return candidate.codec().apply(packages(properties, beanFactory));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(
                    PREFIX + ".allowed-packages cannot be used: " + e.getMessage() + ".",
                    "Set " + PREFIX + ".allowed-packages to the packages of your own classes.");
        }
    }

    /** Those that are named, or the application's own. */
    private static Set<String> packages(DynamoDbSessionProperties properties, BeanFactory beanFactory) {
        if (!properties.allowedPackages().isEmpty()) {
            return new LinkedHashSet<>(properties.allowedPackages());
        }
        Set<String> own = new LinkedHashSet<>();
        if (AutoConfigurationPackages.has(beanFactory)) {
            // The application may be in the unnamed package, whose classes cannot be allowed as one.
            AutoConfigurationPackages.get(beanFactory).stream()
                    .filter(name -> !name.isEmpty())
                    .forEach(own::add);
        }
        return own;
    }
}
