package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.Base64;

/** Stores what any codec writes, as JSON strings, so that a layout of documents can be held to the whole contract. */
record AnyValueForm() implements AttributeForm {

    @Override
    public boolean isAttribute(String name) {
        return true;
    }

    @Override
    public String toJson(EncodedValue value) {
        return JsonObjectText.quoted(
                value instanceof EncodedValue.Text text
                        ? "t" + text.content()
                        : "b" + Base64.getEncoder().encodeToString(((EncodedValue.Binary) value).toByteArray()));
    }

    @Override
    public EncodedValue fromJson(String json) {
        String content = JsonObjectText.unquoted(json);
        return content.startsWith("t")
                ? EncodedValue.text(content.substring(1))
                : EncodedValue.binary(Base64.getDecoder().decode(content.substring(1)));
    }
}
