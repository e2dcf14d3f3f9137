package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documents in a map, with what a test may want to see or to happen. */
public final class MapDocumentStorage implements DocumentStorage {

    private final Object lock = new Object();
    private final Map<String, Document> documents = new HashMap<>();
    private final Set<String> unremovable = new HashSet<>();
    private int inits;
    private int racesToLose;
    private int writesTried;

    @Override
    public void init() {
        synchronized (lock) {
            inits++;
        }
    }

    /**
     * How often it was made ready.
     *
     * @return the number of calls
     */
    public int inits() {
        synchronized (lock) {
            return inits;
        }
    }

    /** The next so many writes find that somebody else was faster. */
    void loseRaces(int number) {
        synchronized (lock) {
            racesToLose = number;
        }
    }

    int writesTried() {
        synchronized (lock) {
            return writesTried;
        }
    }

    /** Removing this document fails. */
    void keep(String id) {
        synchronized (lock) {
            unremovable.add(id);
        }
    }

    /** Stores whatever it is. */
    void put(Document document) {
        synchronized (lock) {
            documents.put(document.id(), document);
        }
    }

    @Override
    public Optional<Document> read(String id) {
        synchronized (lock) {
            return Optional.ofNullable(documents.get(id));
        }
    }

    @Override
    public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
        synchronized (lock) {
            if (!isWon() || !isVersion(expectedVersion, next.id())) {
                return false;
            }
            documents.put(next.id(), next);
            return true;
        }
    }

    @Override
    public boolean removeIfUnchanged(String id, String expectedVersion) {
        synchronized (lock) {
            if (unremovable.contains(id)) {
                throw new SessionStorageException("cannot be removed, as a test wants it", true, null);
            }
            return isWon() && isVersion(expectedVersion, id) && documents.remove(id) != null;
        }
    }

    @Override
    public boolean moveIfUnchanged(String expectedVersion, Document left, Document next) {
        synchronized (lock) {
            if (!isWon() || !isVersion(expectedVersion, left.id()) || documents.containsKey(next.id())) {
                return false;
            }
            documents.put(left.id(), left);
            documents.put(next.id(), next);
            return true;
        }
    }

    @Override
    public void forEachExpired(Instant before, Consumer<Document> expired) {
        List<Document> all;
        synchronized (lock) {
            all = new ArrayList<>(documents.values());
        }
        all.stream()
                .filter(document ->
                        document.expiresAt() != null && !document.expiresAt().isAfter(before))
                .forEach(expired);
    }

    @Override
    public void close() {}

    private boolean isWon() {
        writesTried++;
        if (racesToLose > 0) {
            racesToLose--;
            return false;
        }
        return true;
    }

    private boolean isVersion(@Nullable String expected, String id) {
        Document there = documents.get(id);
        return Objects.equals(expected, there == null ? null : there.version());
    }
}
