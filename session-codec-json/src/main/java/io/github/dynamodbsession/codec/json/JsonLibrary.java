package io.github.dynamodbsession.codec.json;

import java.io.IOException;
import java.io.Writer;

/**
 * What a JSON library does for a codec: it reads the tokens of a JSON text, and it writes and reads objects of the
 * user's own classes, by their declared types. Everything else is decided by {@link JsonFormat}. Safe for use by any
 * number of threads.
 *
 * <p>Methods may throw what they like; the format makes a {@code SessionCodecException} of it that quotes nothing.
 */
public interface JsonLibrary {

    /**
     * What it is called in messages.
     *
     * @return its name
     */
    String name();

    /**
     * Reads a text that holds one value of JSON by RFC 8259 and nothing else.
     *
     * @param json the text
     * @param tree is told every token in order
     * @throws IOException if it is no JSON
     */
    void parse(String json, JsonTreeBuilder tree) throws IOException;

    /**
     * Writes an object of an allowed class as JSON.
     *
     * @param own the object
     * @param out takes the text; throws when it becomes too long
     * @throws IOException if it cannot be written
     */
    void write(Object own, Writer out) throws IOException;

    /**
     * Reads an object of an allowed class.
     *
     * @param <T> the class
     * @param json what {@link #write} wrote
     * @param type the class
     * @return the object
     * @throws IOException if it cannot be read
     */
    <T> T read(String json, Class<T> type) throws IOException;
}
