package io.github.dynamodbsession.example.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests beyond the contract: the files in the folder, and the state after a process was killed. */
class FolderStorageTest {

    private static final Instant NEVER_MIND = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private FolderStorage storage;

    @BeforeEach
    void open() {
        storage = new FolderStorage(folder);
        storage.init();
    }

    @Test
    void aMoveThatWasInterruptedIsFinishedByWhoeverComesNext() throws IOException {
        storage.writeIfUnchanged(null, document("old", "1", "content"));
        Document moved = document("new", "2", "moved");
        Document left = document("old", "3", "left");
        Files.write(folder.resolve("move"), DocumentFile.bytes(new DocumentFile.Move(left, moved)));

        FolderStorage afterTheCrash = new FolderStorage(folder);

        assertThat(content(afterTheCrash, "old")).isEqualTo("left");
        assertThat(content(afterTheCrash, "new")).isEqualTo("moved");
        assertThat(folder.resolve("move")).doesNotExist();
    }

    @Test
    void aMoveThatWasInterruptedHalfWayIsFinishedToo() throws IOException {
        storage.writeIfUnchanged(null, document("old", "1", "content"));
        Document moved = document("new", "2", "moved");
        storage.writeIfUnchanged(null, moved);
        Document left = document("old", "3", "left");
        Files.write(folder.resolve("move"), DocumentFile.bytes(new DocumentFile.Move(left, moved)));

        assertThat(new FolderStorage(folder).writeIfUnchanged("1", document("old", "4", "too late")))
                .isFalse();

        assertThat(content(storage, "old")).isEqualTo("left");
        assertThat(content(storage, "new")).isEqualTo("moved");
    }

    @Test
    void aWriteThatWasInterruptedWasNeverThere() throws IOException {
        storage.writeIfUnchanged(null, document("id", "1", "content"));
        Files.write(folder.resolve("next"), new byte[] {1, 2, 3});

        assertThat(content(new FolderStorage(folder), "id")).isEqualTo("content");
        assertThat(storage.writeIfUnchanged("1", document("id", "2", "newer"))).isTrue();
        assertThat(content(storage, "id")).isEqualTo("newer");
    }

    @Test
    void namesOfFilesTellNothingOfIds() throws IOException {
        for (String id : List.of("s3cret", "S3CRET", ".", "..", "x".repeat(256))) {
            assertThat(storage.writeIfUnchanged(null, document(id, "1", id))).isTrue();
            assertThat(content(storage, id)).isEqualTo(id);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".session")))
                    .hasSize(5)
                    .allMatch(name -> name.matches("[0-9a-f]{64}\\.session"));
        }
    }

    @Test
    void aDamagedFileIsAFailureOfTheFamily() throws IOException {
        Files.write(folder.resolve(DocumentFile.name("id")), new byte[] {0, 9});

        assertThatThrownBy(() -> storage.read("id"))
                .isInstanceOf(SessionStorageException.class)
                .hasMessageNotContaining("id.");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new FolderStorage(file.resolve("below")).init())
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("below");
    }

    private static Document document(String id, String version, String content) {
        return new Document(id, version, NEVER_MIND, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String content(FolderStorage from, String id) {
        return new String(from.read(id).orElseThrow().content(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
