package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session record as bytes. The first byte is the format's number; everything after it is big-endian, texts are
 * UTF-8 behind their length.
 */
final class DocumentFormat {

    private static final int FORMAT = 2;
    private static final int FORMAT_WITHOUT_INDEXES = 1;
    private static final int TEXT = 0;
    private static final int BINARY = 1;

    private DocumentFormat() {}

    static byte[] write(SessionRecord session) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            SessionTimes times = session.times();
            out.writeByte(FORMAT);
            out.writeLong(times.createdAt().toEpochMilli());
            out.writeLong(times.lastAccessedAt().toEpochMilli());
            out.writeLong(times.maxInactiveInterval().toMillis());
            Instant expiresAt = times.expiresAt();
            out.writeBoolean(expiresAt != null);
            if (expiresAt != null) {
                out.writeLong(expiresAt.toEpochMilli());
            }
            writeText(out, session.writeToken());
            out.writeInt(session.attributes().size());
            for (Map.Entry<String, EncodedValue> attribute :
                    session.attributes().entrySet()) {
                writeText(out, attribute.getKey());
                writeValue(out, attribute.getValue());
            }
            out.writeInt(session.indexed().size());
            for (Map.Entry<String, String> value : session.indexed().entrySet()) {
                writeText(out, value.getKey());
                writeText(out, value.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static SessionRecord read(String id, byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT && format != FORMAT_WITHOUT_INDEXES) {
                throw damaged("its format is " + format + ", this release reads up to " + FORMAT, null);
            }
            Instant createdAt = Instant.ofEpochMilli(in.readLong());
            Instant lastAccessedAt = Instant.ofEpochMilli(in.readLong());
            Duration interval = Duration.ofMillis(in.readLong());
            Instant expiresAt = in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
            SessionTimes times = new SessionTimes(createdAt, lastAccessedAt, interval, expiresAt);
            if (!times.isInRange()) {
                throw damaged("its times are out of range", null);
            }
            String token = readText(in);
            int count = in.readInt();
            Map<String, EncodedValue> attributes = new HashMap<>();
            for (int i = 0; i < count; i++) {
                attributes.put(readText(in), readValue(in));
            }
            return new SessionRecord(
                    id, times, attributes, format == FORMAT_WITHOUT_INDEXES ? Map.of() : readIndexed(in), token);
        } catch (IOException e) {
            throw damaged("it ends too early", e);
        }
    }

    private static Map<String, String> readIndexed(DataInputStream in) throws IOException {
        Map<String, String> indexed = new HashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            indexed.put(readText(in), readText(in));
        }
        return indexed;
    }

    private static SessionStorageException damaged(String how, @Nullable IOException cause) {
        return new SessionStorageException("A stored session document cannot be read: " + how + ".", false, cause);
    }

    private static void writeValue(DataOutputStream out, EncodedValue value) throws IOException {
        if (value instanceof EncodedValue.Text text) {
            out.writeByte(TEXT);
            writeText(out, text.content());
        } else {
            out.writeByte(BINARY);
            writeBytes(out, ((EncodedValue.Binary) value).toByteArray());
        }
    }

    private static EncodedValue readValue(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case TEXT -> EncodedValue.text(readText(in));
            case BINARY -> EncodedValue.binary(readBytes(in));
            default -> throw damaged("it holds a value of the unknown kind " + kind, null);
        };
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw damaged("a length in it is " + length, null);
        }
        return in.readNBytes(length);
    }
}
