package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonFormat;
import java.io.IOException;
import java.io.StringReader;

/** Passes a text to Jackson in chunks, so that reading can be aborted if it takes too long. */
final class TimedReader extends StringReader {

    /** About ten elements of a set. */
    private static final int PIECE = 1024;

    TimedReader(String text) {
        super(text);
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        JsonFormat.look();
        return super.read(into, offset, Math.min(length, PIECE));
    }
}
