package io.github.dynamodbsession.example.backend;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.DocumentStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions as files in a folder that is shared by the processes of one machine: one file per session, which is
 * compared and replaced as a whole under one lock. Every session stays consistent if a process is killed.
 *
 * <p>Safe for use by any number of threads and processes.
 */
public final class FolderStorage implements DocumentStorage {

    /** A file lock is held by the whole process; this lock is for its threads. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;
    private final Path lockFile;
    private final Path unfinishedMove;

    /**
     * Creates a storage for a folder.
     *
     * @param folder the folder; created by {@link #init} if it is missing
     */
    public FolderStorage(Path folder) {
        this.folder = folder;
        this.lockFile = folder.resolve("lock");
        this.unfinishedMove = folder.resolve("move");
    }

    @Override
    public void init() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SessionConfigurationException("Cannot create the folder of the sessions: " + folder, e);
        }
    }

    @Override
    public Optional<Document> read(String id) {
        return locked(() -> load(fileOf(id)));
    }

    @Override
    public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
        return locked(() -> {
            if (!isVersion(expectedVersion, next.id())) {
                return false;
            }
            replace(fileOf(next.id()), DocumentFile.bytes(next));
            return true;
        });
    }

    @Override
    public boolean removeIfUnchanged(String id, String expectedVersion) {
        return locked(() -> isVersion(expectedVersion, id) && Files.deleteIfExists(fileOf(id)));
    }

    @Override
    public boolean moveIfUnchanged(String expectedVersion, Document left, Document next) {
        return locked(() -> {
            if (!isVersion(expectedVersion, left.id()) || Files.exists(fileOf(next.id()))) {
                return false;
            }
            // No file system writes two files atomically. So the move is first written to a journal file; if this
            // process is killed, the next holder of the lock completes it.
            replace(unfinishedMove, DocumentFile.bytes(new DocumentFile.Move(left, next)));
            finishMove();
            return true;
        });
    }

    @Override
    public void forEachExpired(Instant before, Consumer<Document> expired) {
        locked(() -> expiredAt(before)).forEach(expired);
    }

    @Override
    public void close() {}

    private List<Document> expiredAt(Instant before) throws IOException {
        List<Document> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.session")) {
            for (Path file : files) {
                load(file).filter(document -> hasExpired(document, before)).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean hasExpired(Document document, Instant before) {
        Instant expiresAt = document.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(before);
    }

    private boolean isVersion(@Nullable String expected, String id) throws IOException {
        return Objects.equals(expected, load(fileOf(id)).map(Document::version).orElse(null));
    }

    private Path fileOf(String id) {
        return folder.resolve(DocumentFile.name(id));
    }

    private static Optional<Document> load(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(DocumentFile.document(Files.readAllBytes(file))) : Optional.empty();
    }

    /** Writes to a temporary file and moves it, so that a file is never read half-written. */
    private void replace(Path file, byte[] bytes) throws IOException {
        Path next = folder.resolve("next");
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void finishMove() throws IOException {
        if (Files.exists(unfinishedMove)) {
            DocumentFile.Move move = DocumentFile.move(Files.readAllBytes(unfinishedMove));
            replace(fileOf(move.next().id()), DocumentFile.bytes(move.next()));
            replace(fileOf(move.left().id()), DocumentFile.bytes(move.left()));
            Files.delete(unfinishedMove);
        }
    }

    /** Runs an action while no other thread or process runs one. */
    @FunctionalInterface
    private interface Action<T> {
        T run() throws IOException;
    }

    @SuppressWarnings("try") // the lock only has to be held
    private <T> T locked(Action<T> action) {
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            finishMove();
            return action.run();
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        } finally {
            THREADS.unlock();
        }
    }

    private static SessionStorageException failed(Exception cause) {
        return new SessionStorageException("Cannot read or write the folder of the sessions.", true, cause);
    }
}
