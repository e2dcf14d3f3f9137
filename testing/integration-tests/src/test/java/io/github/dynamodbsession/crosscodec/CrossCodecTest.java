package io.github.dynamodbsession.crosscodec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.contract.JsonCodecContract;
import io.github.dynamodbsession.codec.contract.Shop;
import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The JSON codecs share one format: each reads what the other wrote. */
class CrossCodecTest {

    private static AttributeCodec jackson(Consumer<JsonCodecBuilder<?>> options) {
        JacksonCodec.Builder builder = JacksonCodec.builder();
        options.accept(builder);
        return builder.build();
    }

    private static AttributeCodec gson(Consumer<JsonCodecBuilder<?>> options) {
        GsonCodec.Builder builder = GsonCodec.builder();
        options.accept(builder);
        return builder.build();
    }

    /** One writes, the other reads. */
    private record Across(AttributeCodec writer, AttributeCodec reader) implements AttributeCodec {

        @Override
        public EncodedValue encode(Object value) {
            return writer.encode(value);
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return reader.decode(encoded);
        }
    }

    @Nested
    @DisplayName("Jackson writes, Gson reads")
    class GsonReadsWhatJacksonWrote extends JsonCodecContract {
        @Override
        protected AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options) {
            return new Across(jackson(options), gson(options));
        }
    }

    @Nested
    @DisplayName("Gson writes, Jackson reads")
    class JacksonReadsWhatGsonWrote extends JsonCodecContract {
        @Override
        protected AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options) {
            return new Across(gson(options), jackson(options));
        }
    }

    /** So switching the library alone causes no writes. */
    @Test
    void bothWriteTheSameText() {
        AttributeCodec jackson = jackson(options -> options.allowPackage(Shop.class.getPackageName()));
        AttributeCodec gson = gson(options -> options.allowPackage(Shop.class.getPackageName()));

        Shop.samples().forEach((what, value) -> assertThat(gson.encode(value))
                .as(what)
                .extracting(encoded -> ((EncodedValue.Text) encoded).content())
                .isEqualTo(((EncodedValue.Text) jackson.encode(value)).content()));
    }
}
