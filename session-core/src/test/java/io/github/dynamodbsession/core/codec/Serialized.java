package io.github.dynamodbsession.core.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** Values as somebody writes them who allows every class. */
final class Serialized {

    private Serialized() {}

    static EncodedValue of(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EncodedValue.binary(bytes.toByteArray());
    }
}
