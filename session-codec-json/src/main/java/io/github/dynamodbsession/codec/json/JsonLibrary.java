package io.github.dynamodbsession.codec.json;

import java.io.IOException;
import java.io.Writer;

/**
 * Adapter of a JSON library: parses a JSON text into tokens, and writes and reads objects of the user's own classes, by
 * their declared types. Everything else is defined by {@link JsonFormat}. Implementations must be safe for use by any
 * number of threads.
 *
 * <p>Methods may throw anything; the format converts it to a {@code SessionCodecException} that does not quote the
 * value.
 */
public interface JsonLibrary {

    /**
     * Returns the name of the library, for messages.
     *
     * @return the name
     */
    String name();

    /**
     * Parses a text that must contain exactly one JSON value according to RFC 8259.
     *
     * @param json the text
     * @param tree receives the tokens in order
     * @throws IOException if it is not JSON
     */
    void parse(String json, JsonTreeBuilder tree) throws IOException;

    /**
     * Writes an object of an allowed class as JSON.
     *
     * @param own the object
     * @param out receives the JSON; throws if it becomes too long
     * @throws IOException if it cannot be written
     */
    void write(Object own, Writer out) throws IOException;

    /**
     * Reads an object of an allowed class.
     *
     * @param <T> the class
     * @param json the output of {@link #write}
     * @param type the class
     * @return the object
     * @throws IOException if it cannot be read
     */
    <T> T read(String json, Class<T> type) throws IOException;
}
