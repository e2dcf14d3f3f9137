package io.github.dynamodbsession.servlet.response;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that counts the bytes of its body, to know in advance which write makes the container commit. Like any
 * response, for one thread at a time. If a later dispatch of the request has its own response, that one {@linkplain
 * #goesOnFrom continues the count}.
 */
public abstract class CountingResponse extends HttpServletResponseWrapper {

    static final String LENGTH_HEADER = "Content-Length";

    private static final long UNKNOWN = -1;

    private long written;
    private long announced = UNKNOWN;
    private boolean nonBlocking;

    CountingResponse(HttpServletResponse response) {
        super(response);
    }

    /** Takes over the count of an earlier response, which wraps the same response of the container. */
    public final void goesOnFrom(CountingResponse earlier) {
        written = earlier.written;
        announced = earlier.announced;
        nonBlocking = earlier.nonBlocking;
    }

    /** Called before bytes are written: saves if they make the container commit, and returns whether to write them. */
    abstract boolean mayWrite(long bytes);

    /** Called before a flush or close of the body, which a client may take for the end of the request. */
    abstract boolean mayFlush();

    /** The last chance to save while blocking is allowed. */
    abstract void becomesNonBlocking();

    /**
     * Counts bytes that are about to be written. Returns true if they fill the response, so that it may be committed.
     */
    final boolean fills(long bytes, int bufferSize) {
        written += bytes;
        return written >= bufferSize || isAllWritten();
    }

    /** Sets the expected length of the body. Returns true if that much has already been written. */
    final boolean announces(long length) {
        announced = length;
        return written > 0 && isAllWritten();
    }

    /** Like {@link #announces(long)}, if it is that header. An invalid number is left to the container to reject. */
    final boolean announces(@Nullable String header, @Nullable String value) {
        if (!LENGTH_HEADER.equalsIgnoreCase(header)) {
            return false;
        }
        try {
            return announces(value == null ? UNKNOWN : Long.parseLong(value.trim()));
        } catch (NumberFormatException e) {
            return announces(UNKNOWN);
        }
    }

    private boolean isAllWritten() {
        return announced != UNKNOWN && written >= announced;
    }

    final void bufferEmptied() {
        written = 0;
    }

    public final void bodyEmptied() {
        written = 0;
        announced = UNKNOWN;
    }

    /** From now on, the container calls back when the client is ready for data, and nothing may block. */
    final void noteNonBlocking() {
        nonBlocking = true;
    }

    final boolean isNonBlocking() {
        return nonBlocking;
    }
}
