package io.github.dynamodbsession.codec.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value, with all nested values. Immutable; {@code toString} shows sizes only. */
public sealed interface JsonValue {

    /** {@code null}. */
    record Null() implements JsonValue {}

    /**
     * {@code true} or {@code false}.
     *
     * @param value the boolean
     */
    record Bool(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return "a boolean";
        }
    }

    /**
     * A number.
     *
     * @param literal the number as written in the JSON, so that no digit is lost
     */
    record Numeral(String literal) implements JsonValue {
        @Override
        public String toString() {
            return "a number of " + literal.length() + " characters";
        }
    }

    /**
     * A string without unpaired surrogates.
     *
     * @param content its characters
     */
    record Text(String content) implements JsonValue {
        @Override
        public String toString() {
            return "a string of " + content.length() + " characters";
        }
    }

    /**
     * An array.
     *
     * @param elements its elements
     */
    record Array(List<JsonValue> elements) implements JsonValue {

        /**
         * Copies the elements.
         *
         * @param elements its elements
         */
        public Array {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return "an array of " + elements.size();
        }
    }

    /**
     * An object.
     *
     * @param members values by name, in their order
     */
    record Fields(Map<String, JsonValue> members) implements JsonValue {

        /**
         * Copies the members.
         *
         * @param members values by name, in their order
         */
        public Fields {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return "an object of " + members.size();
        }
    }
}
