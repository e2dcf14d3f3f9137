package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.List;
import java.util.function.Function;

/** How attribute values are encoded. */
public enum CodecKind {
    /** Java serialization, for allowed classes only. */
    JAVA("session-core"),
    /** JSON with Jackson 3: {@code session-codec-jackson}. */
    JACKSON("session-codec-jackson"),
    /** JSON with Gson: {@code session-codec-gson}. */
    GSON("session-codec-gson");

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX;

    private final String module;

    CodecKind(String module) {
        this.module = module;
    }

    /** The module that provides it. */
    String module() {
        return module;
    }

    /** The value as in a configuration file. */
    String text() {
        return ConfigurationFailure.text(this);
    }

    /** Returns the candidate of this kind; throws {@link ConfigurationFailure} if it is not on the class path. */
    Candidate among(List<Candidate> candidates) {
        return candidates.stream()
                .filter(one -> one.kind() == this)
                .findAny()
                .orElseThrow(() -> new ConfigurationFailure(
                        PREFIX + ".codec is " + text() + ", but " + module + " is not on the class path.",
                        "Add the dependency io.github.dynamodbsession:" + module + ", or set " + PREFIX
                                + ".codec to java."));
    }

    /**
     * A codec that is on the class path.
     *
     * @param codec creates it, for the classes of the application that it may write and read
     */
    record Candidate(CodecKind kind, Function<ValueClasses, AttributeCodec> codec) {}
}
