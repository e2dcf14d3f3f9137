package io.github.dynamodbsession.codec.json;

/** What a type is that a field of the user's class, or an element in it, is declared as. */
public enum TypeKind {
    /** A value of the JDK's: a text, a number, a time, an enum of it. */
    VALUE,
    /** An array, or a collection or map of the JDK's; what is in it is another question. */
    CONTAINER,
    /** A class, an interface or an enum that the user allowed. */
    OWN,
    /** {@code Object}, {@code Number}, {@code Serializable}: says nothing of what is there. */
    OPEN,
    /** A class that nobody allowed. */
    FOREIGN
}
