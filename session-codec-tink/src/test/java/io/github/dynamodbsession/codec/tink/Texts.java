package io.github.dynamodbsession.codec.tink;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.ArrayList;
import java.util.List;

/** Texts, and lists of texts without a comma, as text. */
final class Texts implements AttributeCodec {

    @Override
    @SuppressWarnings("unchecked")
    public EncodedValue encode(Object value) {
        return EncodedValue.text(
                value instanceof String text ? "s" + text : "l" + String.join(",", (List<String>) value));
    }

    @Override
    public Object decode(EncodedValue encoded) {
        if (!(encoded instanceof EncodedValue.Text text) || text.content().isEmpty()) {
            throw new SessionCodecException("is not text.");
        }
        String content = text.content().substring(1);
        return text.content().charAt(0) == 's' ? content : new ArrayList<>(List.of(content.split(",")));
    }
}
