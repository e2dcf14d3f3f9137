package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Value;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map whose fields can have the empty name as well, which DynamoDB has none for, since the contract asks for it. */
record AnyNameFields(ExpressContent fields) implements ExpressContent {

    private static final String EMPTY = "\u2205";

    @Override
    public String type() {
        return fields.type();
    }

    @Override
    public @Nullable String read(Value attribute) {
        String json = fields.read(attribute);
        return json == null ? null : renamed(JsonObjectText.of(json), EMPTY, "").text();
    }

    @Override
    public Value write(JsonObjectText document, @Nullable Value before) {
        return fields.write(renamed(document, "", EMPTY), before);
    }

    private static JsonObjectText renamed(JsonObjectText document, String from, String to) {
        String json = document.get(from);
        return json == null ? document : document.with(Map.of(to, json), Set.of(from));
    }

    @Override
    public void check(String name, String json) {
        fields.check(name.isEmpty() ? EMPTY : name, json);
    }
}
