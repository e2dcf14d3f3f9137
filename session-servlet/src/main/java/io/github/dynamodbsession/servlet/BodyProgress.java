package io.github.dynamodbsession.servlet;

import org.jspecify.annotations.Nullable;

/**
 * How much of the response's body the application has written, to know beforehand which write makes the container
 * commit. Like the response itself, for one thread at a time; there is one for all dispatches of a request.
 */
final class BodyProgress {

    static final String LENGTH_HEADER = "Content-Length";

    private static final long UNKNOWN = -1;

    private long written;
    private long announced = UNKNOWN;
    private boolean nonBlocking;

    /** Counts what is about to be written; true if the response is full then, and so may be committed. */
    boolean fills(long bytes, int bufferSize) {
        written += bytes;
        return written >= bufferSize || isAllWritten();
    }

    /** Takes note of the body's length; true if that much is written already. */
    boolean announce(long length) {
        announced = length;
        return written > 0 && isAllWritten();
    }

    /** As {@link #announce(long)}, if it is that header. A value that is no number is the container's to refuse. */
    boolean announce(@Nullable String header, @Nullable String value) {
        if (!LENGTH_HEADER.equalsIgnoreCase(header)) {
            return false;
        }
        try {
            return announce(value == null ? UNKNOWN : Long.parseLong(value.trim()));
        } catch (NumberFormatException e) {
            return announce(UNKNOWN);
        }
    }

    private boolean isAllWritten() {
        return announced != UNKNOWN && written >= announced;
    }

    void bufferEmptied() {
        written = 0;
    }

    void reset() {
        written = 0;
        announced = UNKNOWN;
    }

    /** From here on the container calls when the client is ready to be written to, and nothing may wait. */
    void becomesNonBlocking() {
        nonBlocking = true;
    }

    boolean isNonBlocking() {
        return nonBlocking;
    }
}
