package io.github.dynamodbsession.core.log;

import java.io.IOException;
import java.util.Objects;

/**
 * Exceptions by which a web adapter has a server break off a response that is committed, so that its client does not take
 * it for a whole one. Of another exception a server logs the stack trace, with all its causes, for each request; of these
 * it logs nothing by itself, since it takes them for the end of a connection. What is behind them is for the adapter to log.
 */
public final class BrokenOff {

    private static final String MESSAGE = "The response is broken off, since the session of its request failed";

    private BrokenOff() {}

    /**
     * An exception for a server.
     *
     * @param ofServer an object of the server, by which it is known, such as its {@code ServletContext}; not null
     * @return Tomcat's or Jetty's own for a connection that is to be closed; for any other server an {@link IOException}
     */
    public static IOException by(Object ofServer) {
        Class<?> known = Objects.requireNonNull(ofServer, "ofServer").getClass();
        if (known.getName().startsWith("org.apache.catalina.")) {
            return made("org.apache.coyote.CloseNowException", known.getClassLoader());
        }
        if (known.getName().startsWith("org.eclipse.jetty.")) {
            return made("org.eclipse.jetty.io.EofException", known.getClassLoader());
        }
        return new IOException(MESSAGE);
    }

    private static IOException made(String type, ClassLoader loader) {
        try {
            return Class.forName(type, true, loader)
                    .asSubclass(IOException.class)
                    .getConstructor(String.class)
                    .newInstance(MESSAGE);
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return new IOException(MESSAGE, e); // another version has another one
        }
    }
}
