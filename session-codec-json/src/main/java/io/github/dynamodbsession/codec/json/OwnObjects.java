package io.github.dynamodbsession.codec.json;

/** Writes and reads objects of the user's own classes with a library. */
interface OwnObjects {

    /** Writes an object as JSON; fails if that, together with the characters before it, exceeds the limit. */
    String write(Object own, int charactersBefore);

    /** Parses JSON to a tree; fails if that, together with the levels above it, exceeds the maximum depth. */
    JsonValue parse(String json, int levelsAbove);

    /** Reads an object of an allowed class. */
    Object read(JsonValue json, Class<?> type);
}
