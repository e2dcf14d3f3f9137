package io.github.dynamodbsession.core.codec;

import java.io.ObjectStreamException;

/** A class off the list turned up while a value was written or read. */
final class ClassNotAllowedException extends ObjectStreamException {

    private static final long serialVersionUID = 1L;

    private final String className;

    ClassNotAllowedException(String className) {
        super(className);
        this.className = className;
    }

    String className() {
        return className;
    }
}
