package io.github.dynamodbsession.codec.gson;

import com.google.gson.Gson;
import io.github.dynamodbsession.codec.json.JsonCodec;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.codec.json.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON that is readable in the table, by Gson: the JDK's value types and collections, and the classes and
 * packages that the user names. A value tells its type only where the JSON does not, and a name in the JSON is held
 * against the list before a class is loaded. What this codec writes, {@code JacksonCodec} reads, and the other way
 * round.
 *
 * <p>Immutable; safe for use by any number of threads. Classes are loaded by the current thread's context loader
 * unless another is given.
 */
public final class GsonCodec extends JsonCodec {

    private GsonCodec(JsonFormat format) {
        super(format);
    }

    /**
     * A codec for the JDK's value types and collections.
     *
     * @return the codec
     */
    public static GsonCodec create() {
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

        private @Nullable Gson gson;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the Gson that writes and reads the user's own classes, with its adapters, naming and exclusions. Where
         * it has no adapter of the user's, the JDK's value types look as they do without it, and a field that the
         * class does not have is an error.
         *
         * @param gson the Gson; a copy is taken
         * @return this builder
         */
        public Builder gson(Gson gson) {
            this.gson = gson;
            return this;
        }

        /**
         * Makes the codec.
         *
         * @return a new codec
         */
        public GsonCodec build() {
            Gson own = gson == null ? new Gson() : gson;
            return new GsonCodec(format("GsonCodec", format -> new GsonLibrary(AllowedTypes.bound(own, format))));
        }
    }
}
