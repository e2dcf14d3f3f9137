package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import io.github.dynamodbsession.codec.json.JsonCodec;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.codec.json.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON that is readable in the table, with Gson: the JDK's value types and collections, and the
 * classes and packages on the allow-list. The type of a value is written only if the JSON does not determine it. A
 * class name in the JSON is checked against the allow-list before the class is loaded. Compatible with {@code
 * JacksonCodec} in both directions.
 *
 * <p>Immutable; safe for use by any number of threads. Classes are loaded by the current thread's context class loader
 * unless another is set.
 */
public final class GsonCodec extends JsonCodec {

    private GsonCodec(JsonFormat format) {
        super(format);
    }

    /**
     * Creates a codec for the JDK's value types and collections.
     *
     * @return the codec
     */
    public static GsonCodec create() {
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

        private @Nullable Gson gson;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the Gson for the user's own classes, with its adapters, naming and exclusions. For classes without an
         * adapter of the user, the JDK's value types are still written in the common format, and unknown fields are
         * still rejected.
         *
         * @param gson the Gson; a copy is taken
         * @return this builder
         */
        public Builder gson(Gson gson) {
            this.gson = gson;
            return this;
        }

        /**
         * Creates the codec.
         *
         * @return a new codec
         */
        public GsonCodec build() {
            Gson own = gson == null ? new Gson() : gson;
            return new GsonCodec(format("GsonCodec", format -> new GsonLibrary(AllowedTypes.bound(own, format))));
        }
    }
}
