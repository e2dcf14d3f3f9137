package io.github.dynamodbsession.codec.json;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Collections of one enum, whose tag names the enum: {@code EnumSet<com.acme.Color>}. */
enum EnumTypes {
    SET("EnumSet<"),
    MAP("EnumMap<");

    private static final String END = ">";

    private final String begin;

    EnumTypes(String begin) {
        this.begin = begin;
    }

    String nameOf(String enumName) {
        return begin + enumName + END;
    }

    /** The name of the enum in a tag; null if the tag is of another kind. */
    @Nullable
    String enumNameIn(String name) {
        return name.startsWith(begin) && name.endsWith(END)
                ? name.substring(begin.length(), name.length() - END.length())
                : null;
    }

    /** The enum of a set. */
    static Class<?> of(EnumSet<?> set) {
        return declaringClass(set.isEmpty() ? EnumSet.complementOf(set).iterator() : set.iterator());
    }

    /** The enum of a map. */
    static Class<?> of(EnumMap<?, ?> map) {
        return map.isEmpty() ? ofEmpty(map) : declaringClass(map.keySet().iterator());
    }

    private static Class<?> declaringClass(Iterator<? extends Enum<?>> constants) {
        if (!constants.hasNext()) {
            throw new SessionCodecException("has an EnumSet of an enum without constants.");
        }
        return constants.next().getDeclaringClass();
    }

    /** An empty map does not expose its enum, but writes it when it is serialized. */
    private static Class<?> ofEmpty(EnumMap<?, ?> map) {
        try (KeyTypeFinder finder = new KeyTypeFinder()) {
            finder.writeObject(map);
            Class<?> found = finder.keyType;
            if (found != null) {
                return found;
            }
        } catch (IOException e) {
            // not found
        }
        throw new SessionCodecException("has an empty EnumMap whose enum cannot be determined.");
    }

    private static final class KeyTypeFinder extends ObjectOutputStream {

        private @Nullable Class<?> keyType;

        KeyTypeFinder() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (type.isEnum()) {
                keyType = type;
            }
        }
    }
}
