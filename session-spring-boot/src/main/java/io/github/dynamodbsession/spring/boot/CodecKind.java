package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.List;
import java.util.function.Function;

/** How values of attributes are written. */
public enum CodecKind {
    /** Java serialization, of allowed classes only. */
    JAVA("session-core"),
    /** JSON by Jackson 3: {@code session-codec-jackson}. */
    JACKSON("session-codec-jackson"),
    /** JSON by Gson: {@code session-codec-gson}. */
    GSON("session-codec-gson");

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX;

    private final String module;

    CodecKind(String module) {
        this.module = module;
    }

    /** The dependency that brings it. */
    String module() {
        return module;
    }

    /** As one writes it in a configuration file. */
    String text() {
        return ConfigurationFailure.text(this);
    }

    /** The candidate of this kind; a {@link ConfigurationFailure} if it is not on the class path. */
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
     * @param codec makes it, with the classes of the application that it may write and read
     */
    record Candidate(CodecKind kind, Function<ValueClasses, AttributeCodec> codec) {}
}
