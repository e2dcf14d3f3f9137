package io.github.dynamodbsession.core.log;

import java.io.IOException;
import java.util.Objects;

/**
 * Exceptions by which a web adapter makes a server abort a committed response, so that its client does not take it for
 * a complete one. A server logs other exceptions with their stack trace and all causes, for each request; it does not
 * log these, because it takes them for a closed connection. The adapter logs the actual failure.
 */
public final class BrokenOff {

    private static final String MESSAGE = "The response was aborted because the session of its request failed";

    private BrokenOff() {}

    /**
     * Creates the exception for a server.
     *
     * @param ofServer an object of the server that identifies it, such as its {@code ServletContext}; not null
     * @return Tomcat's or Jetty's own exception for a connection that is to be closed; for any other server an {@link
     *     IOException}
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
