package io.github.dynamodbsession.codec.json;

import java.io.Writer;

/** Collects what a library writes, and fails before it exceeds the limit. */
final class BoundedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final JsonLimits limits;
    private final int before;

    /** Creates a writer that counts from the characters written before. */
    BoundedWriter(JsonLimits limits, int before) {
        this.limits = limits;
        this.before = before;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        limits.checkCharacters((long) before + text.length() + length);
        text.append(chars, offset, length);
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing to close
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
