package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a store for Express keeps the JSON of a session in an attribute of the item. Immutable. */
interface ExpressContent {

    /** The type of the attribute, for a message. */
    String type();

    /** The JSON of the attribute; null if it is of another type. */
    @Nullable
    String read(Value attribute);

    /**
     * The attribute for a document.
     *
     * @param before the attribute that the document was changed from; null: none
     */
    Value write(JsonObjectText document, @Nullable Value before);

    /**
     * Checks a field.
     *
     * @throws SessionCodecException if it cannot be stored
     */
    void check(String name, String json);

    /** The text. */
    record Text() implements ExpressContent {

        @Override
        public String type() {
            return "string";
        }

        @Override
        public @Nullable String read(Value attribute) {
            return attribute instanceof Value.S text ? text.content() : null;
        }

        @Override
        public Value write(JsonObjectText document, @Nullable Value before) {
            return new Value.S(document.text());
        }

        @Override
        public void check(String name, String json) {
            // Any JSON is text.
        }
    }

    /**
     * A map of DynamoDB. Its order is nobody's, so the text is in that of the names. Fields without JSON, bytes and sets,
     * are in no document, and stay; so does, bit by bit, every field that a change leaves alone.
     */
    record Fields() implements ExpressContent {

        @Override
        public String type() {
            return "map";
        }

        @Override
        public @Nullable String read(Value attribute) {
            return attribute instanceof Value.M map ? DynamoJson.objectOf(DynamoJson.toJson(map.content())) : null;
        }

        @Override
        public Value write(JsonObjectText document, @Nullable Value before) {
            Map<String, Value> stored = before instanceof Value.M map ? map.content() : Map.of();
            Map<String, String> known = DynamoJson.toJson(stored);
            Map<String, Value> fields = new HashMap<>(stored);
            fields.keySet().removeAll(known.keySet());
            for (String name : document.names()) {
                String json = document.get(name);
                Value old = stored.get(name);
                if (old != null && json != null && json.equals(known.get(name))) {
                    fields.put(name, old);
                } else if (json != null) {
                    fields.put(name, DynamoJson.toValue(json));
                }
            }
            return new Value.M(fields);
        }

        @Override
        public void check(String name, String json) {
            if (name.isEmpty()) {
                throw new SessionCodecException("has an empty name, which DynamoDB cannot store in a map.");
            }
            DynamoJson.toValue(json);
        }
    }
}
