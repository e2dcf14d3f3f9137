package io.github.dynamodbsession.core.storage;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A full {@link StorageClient} over a backend that only stores whole documents: read, decide by
 * {@link ChangeRules}, write if unchanged, and retry from the start after a conflict. It never overwrites what it has
 * not read, so all promises rest on the backend's comparison.
 *
 * <p>Safe for use by any number of threads, like its backend.
 */
public final class DocumentStorageClient implements StorageClient, RenewableIds {

    private static final int ATTEMPTS = 100;
    private static final long MAX_PAUSE_NANOS = 2_000_000;

    private final DocumentStorage storage;

    private DocumentStorageClient(DocumentStorage storage) {
        this.storage = Objects.requireNonNull(storage, "storage");
    }

    /**
     * Creates a client for a backend.
     *
     * @param storage the backend; closed with the client
     * @return the client
     */
    public static DocumentStorageClient of(DocumentStorage storage) {
        return new DocumentStorageClient(storage);
    }

    @Override
    public void init() {
        storage.init();
    }

    @Override
    public Optional<SessionRecord> get(String id, Instant now) {
        Stored current = read(id, now).orElse(null);
        String nextId = ChangeRules.readableUnder(current, now);
        return nextId == null
                ? Optional.ofNullable(ChangeRules.alive(current, now))
                : read(nextId, now)
                        .flatMap(stored -> Optional.ofNullable(ChangeRules.alive(stored, now)))
                        .map(session -> session.readUnder(id));
    }

    /** What is stored, once an expired session is expired for good. */
    private Optional<Stored> read(String id, Instant now) {
        return untilUnchanged(() -> {
            Document there = storage.read(id).orElse(null);
            Stored current = storedOrNull(there);
            SessionRecord expired = ChangeRules.expiredForGood(current, now);
            return isStored(there, expired) ? Optional.ofNullable(current) : null;
        });
    }

    /** False after a concurrent write. */
    private boolean isStored(@Nullable Document there, @Nullable SessionRecord next) {
        return there == null || next == null || storage.writeIfUnchanged(there.version(), document(next));
    }

    @Override
    public PutResult put(Change change, Instant now) {
        return untilUnchanged(
                () -> change instanceof Change.Rename rename ? tryRename(rename, now) : tryWrite(change, now));
    }

    private @Nullable PutResult tryWrite(Change change, Instant now) {
        String id = change instanceof Change.Create create ? create.session().id() : ((Change.Update) change).id();
        Document there = storage.read(id).orElse(null);
        ChangeRules.Verdict verdict = ChangeRules.judge(change, storedOrNull(there), null, now);
        if (verdict instanceof ChangeRules.Verdict.Answer answer) {
            return isStored(there, ChangeRules.expiredForGood(storedOrNull(there), now)) ? answer.result() : null;
        }
        SessionRecord next = ((ChangeRules.Verdict.Write) verdict).next();
        return storage.writeIfUnchanged(there == null ? null : there.version(), document(next))
                ? PutResult.applied()
                : null;
    }

    private @Nullable PutResult tryRename(Change.Rename rename, Instant now) {
        Document there = storage.read(rename.oldId()).orElse(null);
        Document atNewId = storage.read(rename.session().id()).orElse(null);
        ChangeRules.Verdict verdict = ChangeRules.judge(rename, storedOrNull(there), storedOrNull(atNewId), now);
        if (verdict instanceof ChangeRules.Verdict.Answer answer) {
            return isStored(there, ChangeRules.expiredForGood(storedOrNull(there), now)) ? answer.result() : null;
        }
        if (atNewId != null && !storage.removeIfUnchanged(atNewId.id(), atNewId.version())) {
            return null; // an expired document was in the way, and is being changed concurrently
        }
        SessionRecord next = ((ChangeRules.Verdict.Write) verdict).next();
        String version = Objects.requireNonNull(there, "judged without a session to rename")
                .version();
        return storage.moveIfUnchanged(version, document(rename.tombstone(now)), document(next))
                ? PutResult.applied()
                : null;
    }

    @Override
    public Optional<SessionRecord> delete(String id, Instant now) {
        String at = id;
        for (int hops = 0; hops < ATTEMPTS; hops++) {
            String key = at;
            Ending ending = untilUnchanged(() -> tryToEnd(key, now));
            if (ending.nextId() == null) {
                return Optional.ofNullable(ending.removed());
            }
            at = ending.nextId();
        }
        throw new SessionStorageException(
                "The session could not be deleted: its id changed " + ATTEMPTS + " times in a row.", true, null);
    }

    /** The result of a delete: what was removed, or the id under which to retry. */
    private record Ending(@Nullable SessionRecord removed, @Nullable String nextId) {
        @Override
        public String toString() {
            return removed == null ? "nothing removed" : "removed " + removed;
        }
    }

    private @Nullable Ending tryToEnd(String id, Instant now) {
        Document there = storage.read(id).orElse(null);
        Stored current = storedOrNull(there);
        String nextId = ChangeRules.nextId(current, now);
        if (nextId != null) {
            return new Ending(null, nextId);
        }
        Document left = document(Tombstone.ofDeleted(id, now));
        return storage.writeIfUnchanged(there == null ? null : there.version(), left)
                ? new Ending(current instanceof SessionRecord session ? session : null, null)
                : null;
    }

    @Override
    public boolean setExpires(String id, TimesChange times, Instant now) {
        return untilUnchanged(() -> {
            Document there = storage.read(id).orElse(null);
            Stored current = storedOrNull(there);
            SessionRecord next = ChangeRules.touched(times, current, now);
            if (there == null || next == null) {
                return isStored(there, ChangeRules.expiredForGood(current, now))
                        ? ChangeRules.isTouchedAlready(times, current, now)
                        : null;
            }
            return storage.writeIfUnchanged(there.version(), document(next)) ? Boolean.TRUE : null;
        });
    }

    @Override
    public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        AtomicLong count = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        AtomicReference<@Nullable SessionException> firstFailure = new AtomicReference<>();
        storage.forEachExpired(before, found -> {
            @Nullable SessionRecord session;
            boolean gone;
            try {
                Stored stored = stored(found);
                gone = isOver(stored, before) && isCleanedUp(found, stored, before);
                session = stored instanceof SessionRecord record ? record : null;
            } catch (SessionException e) {
                failed.incrementAndGet();
                firstFailure.compareAndSet(null, e);
                return;
            }
            if (gone && session != null) {
                count.incrementAndGet();
                removed.accept(session);
            }
        });
        SessionException failure = firstFailure.get();
        return failure == null ? ReapResult.of(count.get()) : ReapResult.of(count.get(), failed.get(), failure);
    }

    private boolean isCleanedUp(Document found, Stored stored, Instant before) {
        @Nullable
        Tombstone left = stored instanceof SessionRecord session ? ChangeRules.leftByReap(session, before) : null;
        return left == null
                ? storage.removeIfUnchanged(found.id(), found.version())
                : storage.writeIfUnchanged(found.version(), document(left));
    }

    @Override
    public void close() {
        storage.close();
    }

    /** One attempt; returns null after a concurrent write. */
    @FunctionalInterface
    private interface Attempt<T> {
        @Nullable
        T make();
    }

    private static <T> T untilUnchanged(Attempt<T> attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            T answer = attempt.make();
            if (answer != null) {
                return answer;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE_NANOS));
        }
        throw new SessionStorageException(
                "The session could not be changed: it was written concurrently " + ATTEMPTS + " times in a row.",
                true,
                null);
    }

    private static boolean isOver(Stored stored, Instant before) {
        return stored instanceof Tombstone tombstone
                ? tombstone.isOver(before)
                : ((SessionRecord) stored).times().isExpiredAt(before);
    }

    private static Document document(Stored stored) {
        Instant expiresAt = stored instanceof Tombstone tombstone
                ? tombstone.endsAt()
                : ((SessionRecord) stored).times().expiresAt();
        return new Document(stored.id(), UUID.randomUUID().toString(), expiresAt, DocumentFormat.write(stored));
    }

    private static @Nullable Stored storedOrNull(@Nullable Document document) {
        return document == null ? null : stored(document);
    }

    private static Stored stored(Document document) {
        return DocumentFormat.read(document.id(), document.content());
    }
}
