package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.CodecBuilder;
import java.util.function.Function;

/**
 * Base class of the builders of the JSON codecs. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract class JsonCodecBuilder<B extends JsonCodecBuilder<B>> extends CodecBuilder<B> {

    /**
     * Far more than fits into a DynamoDB item, so that it is normally the storage that reports an oversized session.
     */
    private static final int DEFAULT_CHARACTERS = 10_000_000;

    private static final int DEFAULT_ELEMENTS = 1_000_000;

    private int characters = DEFAULT_CHARACTERS;
    private int elements = DEFAULT_ELEMENTS;
    private boolean plain;

    /** For the codecs of this library. */
    protected JsonCodecBuilder() {}

    /**
     * Sets the maximum number of JSON characters of a value, both for writing and for reading; 10,000,000 by default.
     *
     * @param characters at least 1
     * @return this builder
     * @throws IllegalArgumentException if {@code characters} is less than 1
     */
    public final B maxCharacters(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("maxCharacters must be at least 1, not " + characters);
        }
        this.characters = characters;
        return self();
    }

    /**
     * Sets the maximum number of array elements and object members of a value, nested ones included, both for writing
     * and for reading; 1,000,000 by default, far more than fits into a DynamoDB item.
     *
     * @param elements at least 1
     * @return this builder
     * @throws IllegalArgumentException if {@code elements} is less than 1
     */
    public final B maxElements(int elements) {
        if (elements < 1) {
            throw new IllegalArgumentException("maxElements must be at least 1, not " + elements);
        }
        this.elements = elements;
        return self();
    }

    /**
     * Writes and reads plain JSON, as other languages do, without the names of types: for sessions that are shared with
     * Node.js. Values are strings, booleans, numbers, lists, and maps with string keys; any other is refused, with its
     * class. A number is read as an {@code Integer}, {@code Long} or {@code BigInteger} if it is whole, otherwise as a
     * {@code Double}, or a {@code BigDecimal} if that has more digits; lists are read as {@code ArrayList}, objects as
     * {@code LinkedHashMap}. The allow-list has no effect. What was written in the other form is read as what its JSON
     * says, and the other way round a plain number that is no {@code int} cannot be read.
     *
     * @return this builder
     */
    public final B plainJson() {
        this.plain = true;
        return self();
    }

    /**
     * Creates the format that a codec delegates to.
     *
     * @param codec the name of the codec, for messages
     * @param library creates the adapter of the codec's library, which may query the format for types
     * @return a new format
     */
    protected final JsonFormat format(String codec, Function<JsonFormat, JsonLibrary> library) {
        TypeNames names = new TypeNames(userClasses(codec));
        return new JsonFormat(names, new JsonLimits(depth(), characters, elements), plain, library);
    }
}
