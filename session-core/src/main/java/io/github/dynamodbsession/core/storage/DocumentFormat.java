package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A session record or a tombstone as bytes. The first byte is the number of the format; everything after it is
 * big-endian, and texts are UTF-8, preceded by their length.
 */
final class DocumentFormat {

    private static final int SESSION_WITHOUT_INDEXES = 1;

    /** The format that introduced indexed values; the next one introduced the history. */
    private static final int SESSION_WITHOUT_HISTORY = 2;

    private static final int SESSION = 3;
    private static final int TOMBSTONE = 4;

    /** Written only if there is an origin, so that nodes of the release before read all other sessions. */
    private static final int SESSION_WITH_ORIGIN = 5;

    /** With the age of the id, and an origin or none. Written only if a store that renews ids has changed the id. */
    private static final int SESSION_WITH_AGE_OF_ID = 6;

    /** Written only for an id that was renewed. */
    private static final int READABLE_TOMBSTONE = 7;

    private static final int NEWEST = READABLE_TOMBSTONE;
    private static final int TEXT = 0;
    private static final int BINARY = 1;

    private DocumentFormat() {}

    static byte[] write(Stored stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (stored instanceof Tombstone tombstone) {
                writeTombstone(out, tombstone);
            } else {
                writeSession(out, (SessionRecord) stored);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeTombstone(DataOutputStream out, Tombstone tombstone) throws IOException {
        Instant readableUntil = tombstone.readableUntil();
        out.writeByte(readableUntil == null ? TOMBSTONE : READABLE_TOMBSTONE);
        out.writeLong(tombstone.endedAt().toEpochMilli());
        writeOptionalText(out, tombstone.renamedTo());
        writeTexts(out, tombstone.writes());
        if (readableUntil != null) {
            out.writeLong(readableUntil.toEpochMilli());
        }
    }

    private static void writeSession(DataOutputStream out, SessionRecord session) throws IOException {
        SessionTimes times = session.times();
        SessionOrigin origin = session.origin();
        out.writeByte(formatOf(session));
        out.writeLong(times.createdAt().toEpochMilli());
        out.writeLong(times.lastAccessedAt().toEpochMilli());
        out.writeLong(times.maxInactiveInterval().toMillis());
        Instant expiresAt = times.expiresAt();
        out.writeBoolean(expiresAt != null);
        if (expiresAt != null) {
            out.writeLong(expiresAt.toEpochMilli());
        }
        WriteHistory history = session.history();
        writeText(out, history.last());
        out.writeInt(session.attributes().size());
        for (Map.Entry<String, EncodedValue> attribute : session.attributes().entrySet()) {
            writeText(out, attribute.getKey());
            writeValue(out, attribute.getValue());
        }
        out.writeInt(session.indexed().size());
        for (Map.Entry<String, String> value : session.indexed().entrySet()) {
            writeText(out, value.getKey());
            writeText(out, value.getValue());
        }
        writeTexts(out, history.recent());
        writeOptionalText(out, history.forgotten());
        if (!times.isFirstId()) {
            out.writeLong(times.idSince().toEpochMilli());
            out.writeBoolean(origin != null);
        }
        if (origin != null) {
            writeBytes(out, origin.toByteArray());
        }
    }

    private static int formatOf(SessionRecord session) {
        if (!session.times().isFirstId()) {
            return SESSION_WITH_AGE_OF_ID;
        }
        return session.origin() == null ? SESSION : SESSION_WITH_ORIGIN;
    }

    static Stored read(String id, byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int format = in.readUnsignedByte();
            if (format < SESSION_WITHOUT_INDEXES || format > NEWEST) {
                throw damaged("its format is " + format + ", this release reads up to " + NEWEST, null);
            }
            return format == TOMBSTONE || format == READABLE_TOMBSTONE
                    ? readTombstone(id, format, in)
                    : readSession(id, format, in);
        } catch (IOException e) {
            throw damaged("it ends too early", e);
        }
    }

    private static Tombstone readTombstone(String id, int format, DataInputStream in) throws IOException {
        Instant endedAt = Instant.ofEpochMilli(in.readLong());
        String renamedTo = readOptionalText(in);
        TreeSet<String> writes = new TreeSet<>(readTexts(in));
        Instant readableUntil = format == READABLE_TOMBSTONE ? Instant.ofEpochMilli(in.readLong()) : null;
        return new Tombstone(id, endedAt, renamedTo, writes, readableUntil);
    }

    private static SessionRecord readSession(String id, int format, DataInputStream in) throws IOException {
        Instant createdAt = Instant.ofEpochMilli(in.readLong());
        Instant lastAccessedAt = Instant.ofEpochMilli(in.readLong());
        Duration interval = Duration.ofMillis(in.readLong());
        Instant expiresAt = in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
        SessionTimes times = new SessionTimes(createdAt, lastAccessedAt, interval, expiresAt);
        if (!times.isInRange()) {
            throw damaged("its times are out of range", null);
        }
        String last = readText(in);
        int count = in.readInt();
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(readText(in), readValue(in));
        }
        Map<String, String> indexed = format == SESSION_WITHOUT_INDEXES ? Map.of() : readIndexed(in);
        WriteHistory history = format <= SESSION_WITHOUT_HISTORY
                ? WriteHistory.begun(last)
                : WriteHistory.of(last, readTexts(in), readOptionalText(in));
        SessionRecord session = new SessionRecord(id, times, attributes, indexed, history);
        if (format == SESSION_WITH_AGE_OF_ID) {
            SessionTimes aged = times.withIdSince(Instant.ofEpochMilli(in.readLong()));
            if (!aged.isInRange()) {
                throw damaged("its times are out of range", null);
            }
            session = session.withTimes(aged);
        }
        boolean hasOrigin = format == SESSION_WITH_ORIGIN || (format == SESSION_WITH_AGE_OF_ID && in.readBoolean());
        return hasOrigin ? session.withOrigin(readOrigin(in)) : session;
    }

    private static SessionOrigin readOrigin(DataInputStream in) throws IOException {
        byte[] content = readBytes(in);
        if (!SessionOrigin.isPossible(content.length)) {
            throw damaged("its origin has " + content.length + " bytes", null);
        }
        return SessionOrigin.of(content);
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

    private static void writeTexts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeOptionalText(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(out, text);
        }
    }

    private static @Nullable String readOptionalText(DataInputStream in) throws IOException {
        return in.readBoolean() ? readText(in) : null;
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
