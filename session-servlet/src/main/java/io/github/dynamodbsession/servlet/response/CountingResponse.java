package io.github.dynamodbsession.servlet.response;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that counts how much of its body the application has written, to know beforehand which write makes the
 * container commit. Like any response, for one thread at a time; if a later dispatch of the request has a response of its
 * own, that one {@linkplain #goesOnFrom goes on counting}.
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

    /** Takes over the count of an earlier response, over which the container has one and the same. */
    public final void goesOnFrom(CountingResponse earlier) {
        written = earlier.written;
        announced = earlier.announced;
        nonBlocking = earlier.nonBlocking;
    }

    /** To be asked before bytes are written: saves if the container commits for them, and tells whether to go on. */
    abstract boolean mayWrite(long bytes);

    /** To be asked before a flush or close of the body, which a client may take for the end of the request. */
    abstract boolean mayFlush();

    /** The last moment to save where waiting is allowed. */
    abstract void becomesNonBlocking();

    /** Counts what is about to be written; true if the response is full then, and so may be committed. */
    final boolean fills(long bytes, int bufferSize) {
        written += bytes;
        return written >= bufferSize || isAllWritten();
    }

    /** Takes note of the body's length; true if that much is written already. */
    final boolean announces(long length) {
        announced = length;
        return written > 0 && isAllWritten();
    }

    /** As {@link #announces(long)}, if it is that header. A value that is no number is the container's to refuse. */
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

    /** From here on the container calls when the client is ready to be written to, and nothing may wait. */
    final void noteNonBlocking() {
        nonBlocking = true;
    }

    final boolean isNonBlocking() {
        return nonBlocking;
    }
}
