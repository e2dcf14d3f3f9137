package io.github.dynamodbsession.codec.json;

/** Objects of the user's own classes, which a library writes and reads. */
interface OwnObjects {

    /** An object as JSON; fails where that would be too long, with so many characters before it. */
    String write(Object own, int charactersBefore);

    /** JSON as a tree; fails where that would be too deep, with so many levels above it. */
    JsonValue parse(String json, int levelsAbove);

    /** An object of a class that was allowed. */
    Object read(JsonValue json, Class<?> type);
}
