package io.github.dynamodbsession.codec.json;

import java.io.Writer;

/** Takes what a library writes, and stops it before it fills the memory. */
final class BoundedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final JsonLimits limits;
    private final int before;

    /** With so many characters written before. */
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
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
