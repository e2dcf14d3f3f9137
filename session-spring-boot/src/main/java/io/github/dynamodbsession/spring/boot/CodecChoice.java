package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.List;

/** Which codec it is to be, and for which classes of the application. */
final class CodecChoice {

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX;

    private CodecChoice() {}

    static AttributeCodec of(
            List<CodecCandidate> candidates, DynamoDbSessionProperties properties, ValueClasses classes) {
        CodecKind wanted = properties.codec();
        CodecCandidate candidate = candidates.stream()
                .filter(one -> one.kind() == wanted)
                .findAny()
                .orElseThrow(() -> new ConfigurationFailure(
                        PREFIX + ".codec is " + wanted.text() + ", but " + wanted.module()
                                + " is not on the class path.",
                        "Add the dependency io.github.dynamodbsession:" + wanted.module() + ", or set " + PREFIX
                                + ".codec to java."));
        Decisions.tell("Values are written by the codec {0}, as {1}.codec says.", wanted.text(), PREFIX);
        return candidate.codec().apply(classes);
    }
}
