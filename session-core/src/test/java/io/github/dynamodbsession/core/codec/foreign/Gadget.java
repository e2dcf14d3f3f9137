package io.github.dynamodbsession.core.codec.foreign;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Leaves a trace when it is initialized, and another one when it is read. */
public final class Gadget implements Serializable {

    /** Set when the class is initialized. A constant: looking at it does not initialize it. */
    public static final String LOADED = "io.github.dynamodbsession.test.gadget.loaded";

    /** Set when an object is read. */
    public static final String READ = "io.github.dynamodbsession.test.gadget.read";

    private static final long serialVersionUID = 1L;

    static {
        System.setProperty(LOADED, "true");
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        System.setProperty(READ, "true");
        in.defaultReadObject();
    }
}
