package io.github.dynamodbsession.core.codec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an attribute value belongs: the session, whichever id it has, and the name of the attribute. A {@link
 * BoundCodec} binds values to it. Immutable; its {@code toString} shows the name only.
 *
 * @param origin the session's origin; null: the value belongs to no session
 * @param attribute the attribute's name; may be empty
 */
public record AttributePlace(@Nullable SessionOrigin origin, String attribute) {

    /** Of a value that is encoded by a direct call of a codec, for no session. */
    public static final AttributePlace NONE = new AttributePlace(null, "");

    /**
     * Checks that there is a name.
     *
     * @param origin the session's origin; null: the value belongs to no session
     * @param attribute the attribute's name; may be empty
     */
    public AttributePlace {
        Objects.requireNonNull(attribute, "attribute");
    }

    @Override
    public String toString() {
        return "attribute '" + attribute + "'";
    }
}
