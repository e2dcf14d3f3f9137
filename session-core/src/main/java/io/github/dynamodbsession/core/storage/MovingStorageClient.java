package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves sessions from one storage to another while both are in use: a session that is not in the target yet is read from
 * the source, and moved by its first write, a touch included. So nobody is logged out when an application changes its
 * storage, or its table's layout; and with the two exchanged, sessions move back. Once no node uses the source alone and
 * its last session has expired, the target alone will do.
 *
 * <p>A session is written to the target first, and then ended in the source; that takes two more writes, once. If the
 * process ends in between, both have it, and nodes with this client go by the target. Between nodes that all have this
 * client, every promise of {@link StorageClient} holds, with two exceptions: an index, a listing and a count know only what
 * is in the target; and a session that a reaper removes from the source at the very moment at which it is moved lives on. An
 * unknown id costs three reads. What a node without this client writes to the source while its session is being moved is lost, and what it
 * writes afterwards has no effect.
 *
 * <p>An {@code AsyncSessionStore} uses it by {@link AsyncStorageClient#bridge}.
 *
 * <p>Immutable, and safe for use by any number of threads. {@link #close} closes both storages.
 */
public final class MovingStorageClient implements StorageClient {

    private final StorageClient target;
    private final StorageClient source;
    private final boolean keepsSource;

    private MovingStorageClient(StorageClient target, StorageClient source, boolean keepsSource) {
        this.target = Objects.requireNonNull(target, "target");
        this.source = Objects.requireNonNull(source, "source");
        this.keepsSource = keepsSource;
    }

    /**
     * A client that ends a session in the source when it has moved.
     *
     * @param target where sessions are to be
     * @param source where they were; another one than the target, whose sessions have the same ids, and values that the
     *     codec of the store reads
     * @return the client
     */
    public static MovingStorageClient of(StorageClient target, StorageClient source) {
        return new MovingStorageClient(target, source, false);
    }

    /**
     * The same, but a session that has moved stays in the source as it was, until it expires, is deleted or gets another id
     * here. So nodes that know only the source keep their users, who see there what it was when it moved; what such a node
     * changes is not seen here.
     *
     * @return a client on the same storages
     */
    public MovingStorageClient keepingSource() {
        return new MovingStorageClient(target, source, true);
    }

    @Override
    public void init() {
        target.init();
        source.init();
    }

    /** The target once more at the end: the session may have moved between the first two reads. */
    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        return target.get(id, now).or(() -> source.get(id, now)).or(() -> target.get(id, now));
    }

    @Override
    public PutResult put(Change change, Instant now) {
        PutResult result = target.put(change, now);
        String id = idOfExisting(change);
        if (id != null && result instanceof PutResult.Gone) {
            if (!isReady(id, now)) {
                return source.put(change, now);
            }
            result = target.put(change, now);
        }
        if (change instanceof Change.Rename rename && result instanceof PutResult.Applied) {
            source.delete(rename.oldId(), now);
        }
        return result;
    }

    private static @Nullable String idOfExisting(Change change) {
        if (change instanceof Change.Update update) {
            return update.id();
        }
        return change instanceof Change.Rename rename ? rename.oldId() : null;
    }

    /**
     * Moves a session, if the source has it. Where another node has moved it meanwhile, the target has it already.
     *
     * @return false if it has to stay in the source for now, since the target has a tombstone under its id: it moved back
     *     some minutes ago; or it is being deleted, in the target first and then in the source, whatever is written there
     */
    private boolean isReady(String id, Instant now) {
        Optional<SessionRecord> found = source.get(id, now);
        if (found.isEmpty() || found.get().formerId() != null) {
            return true;
        }
        if (target.put(new Change.Create(found.get()), now) instanceof PutResult.Gone) {
            return false;
        }
        if (!keepsSource) {
            source.delete(id, now);
        }
        return true;
    }

    /** Both, since the session may be moved at the same time: the target's tombstone then refuses it. */
    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        Optional<SessionRecord> moved = target.delete(id, now);
        Optional<SessionRecord> left = source.delete(id, now);
        return moved.isPresent() ? moved : left;
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        if (target.setExpires(id, times, now)) {
            return true;
        }
        boolean isThere = target.get(id, now).isPresent() || isReady(id, now);
        return isThere ? target.setExpires(id, times, now) : source.setExpires(id, times, now);
    }

    /** With {@link #keepingSource}, what expires in the source is not passed on: it may be alive in the target. */
    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        ReapResult moved = target.deleteExpired(before, removed);
        ReapResult left = source.deleteExpired(before, keepsSource ? session -> {} : removed);
        long count = moved.removed() + left.removed();
        Optional<SessionException> failure = moved.firstFailure().or(left::firstFailure);
        return failure.isEmpty()
                ? ReapResult.of(count)
                : ReapResult.of(count, moved.failed() + left.failed(), failure.get());
    }

    @Override
    public StorageClient within(Duration left) {
        return new MovingStorageClient(target.within(left), source.within(left), keepsSource);
    }

    /** Those of the target; but not that it removes expired sessions by itself, since the source may not. */
    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return type == ExpiresByItself.class && source.capability(type).isEmpty()
                ? Optional.empty()
                : target.capability(type);
    }

    @Override
    public void close() {
        try {
            target.close();
        } finally {
            source.close();
        }
    }
}
