package io.github.dynamodbsession.spring.boot;

/** How values of attributes are written. */
public enum CodecKind {
    /** Java serialization, of allowed classes only. */
    JAVA("session-core"),
    /** JSON by Jackson 3: {@code session-codec-jackson}. */
    JACKSON("session-codec-jackson"),
    /** JSON by Gson: {@code session-codec-gson}. */
    GSON("session-codec-gson");

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
}
