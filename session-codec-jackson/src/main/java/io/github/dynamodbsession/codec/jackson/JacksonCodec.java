package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonCodec;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.codec.json.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as JSON that is readable in the table, by Jackson 3: the JDK's value types and collections, and the classes
 * and packages that the user names. A value tells its type only where the JSON does not; a name in the JSON is held
 * against the list before a class is loaded, and there is no default typing. What this codec writes, {@code GsonCodec}
 * reads, and the other way round.
 *
 * <p>Immutable; safe for use by any number of threads. Classes are loaded by the current thread's context loader
 * unless another is given.
 */
public final class JacksonCodec extends JsonCodec {

    private JacksonCodec(JsonFormat format) {
        super(format);
    }

    /**
     * A codec for the JDK's value types and collections.
     *
     * @return the codec
     */
    public static JacksonCodec create() {
        return builder().build();
    }

    /**
     * Begins a codec that knows classes of the user's as well.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a codec is made of. Not safe for use by several threads. */
    public static final class Builder extends JsonCodecBuilder<Builder> {

        private @Nullable JsonMapper mapper;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the mapper that writes and reads the user's own classes, with its modules, mix-ins and features.
         * Without it, the fields of a class are its state: they are written by name, whatever getters there are, and a
         * field that the class does not have is an error.
         *
         * @param mapper the mapper; a copy is taken
         * @return this builder
         * @throws IllegalArgumentException if the mapper has default typing switched on, which lets the JSON choose
         *     classes
         */
        public Builder mapper(JsonMapper mapper) {
            if (mapper.deserializationConfig().getDefaultTyper(mapper.constructType(Object.class)) != null) {
                throw new IllegalArgumentException("mapper has default typing switched on, which lets the JSON choose"
                        + " classes; annotate single types with @JsonTypeInfo instead");
            }
            this.mapper = mapper;
            return this;
        }

        /**
         * Makes the codec.
         *
         * @return a new codec
         */
        public JacksonCodec build() {
            JsonMapper own = mapper == null ? Mappers.ofFields() : mapper;
            return new JacksonCodec(format("JacksonCodec", format -> new Jackson(Mappers.bounded(own, format))));
        }
    }
}
