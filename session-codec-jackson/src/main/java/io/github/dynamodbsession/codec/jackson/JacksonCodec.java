package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonCodec;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.codec.json.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values as JSON that is readable in the table, with Jackson 3: the JDK's value types and collections, and the
 * classes and packages on the allow-list. The type of a value is written only if the JSON does not determine it. A
 * class name in the JSON is checked against the allow-list before the class is loaded, and default typing is never
 * used. Compatible with {@code GsonCodec} in both directions.
 *
 * <p>Immutable; safe for use by any number of threads. Classes are loaded by the current thread's context class loader
 * unless another is set.
 */
public final class JacksonCodec extends JsonCodec {

    private JacksonCodec(JsonFormat format) {
        super(format);
    }

    /**
     * Creates a codec for the JDK's value types and collections.
     *
     * @return the codec
     */
    public static JacksonCodec create() {
        return builder().build();
    }

    /**
     * Starts to configure a codec that supports the user's classes as well.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a codec. Not safe for use by several threads. */
    public static final class Builder extends JsonCodecBuilder<Builder> {

        private @Nullable JsonMapper mapper;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the mapper for the user's own classes, with its modules, mix-ins and features. By default, a mapper is
         * used that writes the fields of a class by name, ignores getters and setters, and rejects unknown fields.
         *
         * @param mapper the mapper; a copy is taken
         * @return this builder
         * @throws IllegalArgumentException if default typing is enabled in the mapper, which lets the JSON choose
         *     classes
         */
        public Builder mapper(JsonMapper mapper) {
            if (mapper.deserializationConfig().getDefaultTyper(mapper.constructType(Object.class)) != null) {
                throw new IllegalArgumentException("mapper must not have default typing enabled, which lets the JSON"
                        + " choose classes; annotate individual types with @JsonTypeInfo instead");
            }
            this.mapper = mapper;
            return this;
        }

        /**
         * Creates the codec.
         *
         * @return a new codec
         */
        public JacksonCodec build() {
            JsonMapper own = mapper == null ? Mappers.ofFields() : mapper;
            return new JacksonCodec(format("JacksonCodec", format -> new Jackson(Mappers.bounded(own, format))));
        }
    }
}
