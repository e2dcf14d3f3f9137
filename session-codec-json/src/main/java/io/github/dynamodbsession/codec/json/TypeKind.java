package io.github.dynamodbsession.codec.json;

/** Kinds of declared types, of a field of a user's class or of an element in it. */
public enum TypeKind {
    /** A JDK value type: a string, a number, a date or time, an enum. */
    VALUE,
    /** An array, or a JDK collection or map, whatever its elements are. */
    CONTAINER,
    /** A class, an interface or an enum that the user allowed. */
    OWN,
    /**
     * A type such as {@code Object}, {@code Number} or {@code Serializable}, which does not determine the class of the
     * value.
     */
    OPEN,
    /** A class that is not on the allow-list. */
    FOREIGN
}
