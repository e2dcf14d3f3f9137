package io.github.dynamodbsession.example.backend;

import io.github.dynamodbsession.core.storage.Document;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The content and the names of the files of a {@link FolderStorage}. */
final class DocumentFile {

    private static final long NEVER = Long.MAX_VALUE;

    private DocumentFile() {}

    /** A committed move: the documents for the old and for the new id. */
    record Move(Document left, Document next) {
        @Override
        public String toString() {
            return "move of a " + next;
        }
    }

    /**
     * The file name is a hash of the id: an id is a secret, may be too long for a file name, and may differ from
     * another one only in case, which some file systems ignore.
     */
    static String name(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + ".session";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    static byte[] bytes(Document document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(document, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static Document document(byte[] bytes) throws IOException {
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    static byte[] bytes(Move move) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] left = bytes(move.left());
        out.writeInt(left.length);
        out.write(left);
        write(move.next(), out);
        return bytes.toByteArray();
    }

    static Move move(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        byte[] left = in.readNBytes(in.readInt());
        return new Move(document(left), read(in));
    }

    private static void write(Document document, DataOutputStream out) throws IOException {
        Instant expiresAt = document.expiresAt();
        out.writeUTF(document.id());
        out.writeUTF(document.version());
        out.writeLong(expiresAt == null ? NEVER : expiresAt.toEpochMilli());
        out.write(document.content());
    }

    private static Document read(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String version = in.readUTF();
        long expiresAt = in.readLong();
        return new Document(
                id, version, expiresAt == NEVER ? null : Instant.ofEpochMilli(expiresAt), in.readAllBytes());
    }
}
