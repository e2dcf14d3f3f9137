package io.github.dynamodbsession.codec.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import org.assertj.core.api.AbstractThrowableAssert;

/** JSON as it is written by the codecs, or as others might write it. */
final class Json {

    /** Part of values that no message may quote. */
    static final String SECRET = "s3cret-value";

    private Json() {}

    static EncodedValue tagged(Class<?> type, String value) {
        return EncodedValue.text(taggedText(type, value));
    }

    static String taggedText(Class<?> type, String value) {
        return "{\"@type\":\"" + type.getName() + "\",\"@value\":" + value + "}";
    }

    static String text(EncodedValue encoded) {
        return ((EncodedValue.Text) encoded).content();
    }

    static AbstractThrowableAssert<?, ?> assertNotRead(AttributeCodec codec, String json) {
        return assertRefusal(catchThrowable(() -> codec.decode(EncodedValue.text(json))), json);
    }

    static AbstractThrowableAssert<?, ?> assertNotWritten(AttributeCodec codec, Object value) {
        return assertRefusal(
                catchThrowable(() -> codec.encode(value)), value.getClass().getName());
    }

    private static AbstractThrowableAssert<?, ?> assertRefusal(Throwable failure, String what) {
        assertThat(failure)
                .as(what.length() > 200 ? what.substring(0, 200) : what)
                .isInstanceOf(SessionCodecException.class)
                .hasNoCause();
        assertThat(failure.toString()).doesNotContain(SECRET);
        return assertThat(failure);
    }
}
