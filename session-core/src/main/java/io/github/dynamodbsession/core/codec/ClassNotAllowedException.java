package io.github.dynamodbsession.core.codec;

import java.io.ObjectStreamException;

/** A value that was written or read contains a class that is not on the list. */
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
