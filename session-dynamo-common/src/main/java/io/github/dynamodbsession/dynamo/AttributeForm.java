package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Set;

/** How attributes are fields of the JSON that Express reads. Immutable. */
interface AttributeForm {

    /** Whether a field is an attribute; otherwise it is nobody's, and stays as it is. */
    boolean isAttribute(String name);

    /**
     * The JSON of a value.
     *
     * @throws SessionCodecException if it has none
     */
    String toJson(EncodedValue value);

    /** The value of a JSON text. */
    EncodedValue fromJson(String json);

    /** The codec's text is the JSON. */
    record Plain() implements AttributeForm {

        /**
         * Properties that each session object of express-session 1.19 has itself, or inherits (ECMA-262, "Properties of
         * the Object Prototype Object"): it ignores fields of these names.
         */
        private static final Set<String> IGNORED = Set.of(
                "req",
                "id",
                "touch",
                "resetMaxAge",
                "save",
                "reload",
                "destroy",
                "regenerate",
                "constructor",
                "hasOwnProperty",
                "isPrototypeOf",
                "propertyIsEnumerable",
                "toLocaleString",
                "toString",
                "valueOf",
                "__proto__",
                "__defineGetter__",
                "__defineSetter__",
                "__lookupGetter__",
                "__lookupSetter__");

        @Override
        public boolean isAttribute(String name) {
            return !IGNORED.contains(name);
        }

        @Override
        public String toJson(EncodedValue value) {
            if (value instanceof EncodedValue.Text text && JsonScan.isValue(text.content())) {
                return text.content();
            }
            throw new SessionCodecException("is not stored as JSON, which the layout of an Express store needs; use a"
                    + " JSON codec in its plain form, such as JacksonCodec.builder().plainJson().build(), without"
                    + " compression or encryption.");
        }

        @Override
        public EncodedValue fromJson(String json) {
            return EncodedValue.text(json);
        }
    }
}
