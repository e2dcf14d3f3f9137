package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.codec.CodecBuilder;
import java.util.function.Function;

/**
 * What the builders of the JSON codecs have in common. Not safe for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract class JsonCodecBuilder<B extends JsonCodecBuilder<B>> extends CodecBuilder<B> {

    /** Far more than an item of DynamoDB holds, so that it is the storage that says what is too large. */
    private static final int DEFAULT_CHARACTERS = 10_000_000;

    private static final int DEFAULT_ELEMENTS = 1_000_000;

    private int characters = DEFAULT_CHARACTERS;
    private int elements = DEFAULT_ELEMENTS;

    /** For the codecs of this library. */
    protected JsonCodecBuilder() {}

    /**
     * Bounds how many characters of JSON a value may be, when it is written and when it is read; by default
     * 10,000,000.
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
     * Bounds how many elements of arrays and members of objects a value may hold, one in another, when it is written
     * and when it is read; by default 1,000,000, far more than an item of DynamoDB holds.
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
     * Makes what a codec is a front of.
     *
     * @param codec what users call the codec, for messages
     * @param library makes the codec's library, which may ask the format about types
     * @return a new format
     */
    protected final JsonFormat format(String codec, Function<JsonFormat, JsonLibrary> library) {
        TypeNames names = new TypeNames(userClasses(codec));
        return new JsonFormat(names, new JsonLimits(depth(), characters, elements), library);
    }
}
