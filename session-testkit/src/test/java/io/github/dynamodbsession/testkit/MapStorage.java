package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.DocumentStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The simplest storage that keeps all promises; what breaks one starts from here. */
class MapStorage implements DocumentStorage {

    private final Object lock = new Object();
    private final Map<String, Document> documents = new HashMap<>();

    @Override
    public void init() {}

    @Override
    public Optional<Document> read(String id) {
        synchronized (lock) {
            return Optional.ofNullable(documents.get(id));
        }
    }

    @Override
    public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
        synchronized (lock) {
            return isVersion(expectedVersion, next.id()) && write(next);
        }
    }

    @Override
    public boolean removeIfUnchanged(String id, String expectedVersion) {
        synchronized (lock) {
            return isVersion(expectedVersion, id) && documents.remove(id) != null;
        }
    }

    @Override
    public boolean moveIfUnchanged(String expectedVersion, Document left, Document next) {
        synchronized (lock) {
            return isVersion(expectedVersion, left.id()) && isVersion(null, next.id()) && write(left) && write(next);
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

    private boolean write(Document next) {
        documents.put(next.id(), next);
        return true;
    }

    private boolean isVersion(@Nullable String expected, String id) {
        Document there = documents.get(id);
        return Objects.equals(expected, there == null ? null : there.version());
    }
}
