package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Updates that get lost and sessions that come back: promises 1 and 2 broken. */
final class LossBreaks {

    private LossBreaks() {}

    static List<Break> all() {
        return List.of(
                Break.storage("writes over what others wrote", StorageClientContract.NoLostUpdate.class, Careless::new),
                Break.client(
                        "replaces all attributes by the changed ones",
                        StorageClientContract.NoLostUpdate.class,
                        Replacing::new),
                Break.client(
                        "forgets what is to be removed",
                        StorageClientContract.NoLostUpdate.class,
                        c -> ValueBreaks.changing(c, changes -> new AttributeChanges(changes.set(), Set.of()))),
                Break.client(
                        "an update that arrives late is applied once more",
                        StorageClientContract.LateAttempts.class,
                        AppliesTwice::new),
                Break.client(
                        "an update leaves open what it takes the place of",
                        StorageClientContract.LateAttempts.class,
                        LeavesOpen::new),
                Break.client(
                        "a create that arrives late brings a session back",
                        StorageClientContract.LateAttempts.class,
                        CreateResurrects::new),
                Break.client(
                        "a delete ends a session under its former id only",
                        StorageClientContract.LateAttempts.class,
                        DeletesWhereItLooks::new),
                Break.client(
                        "an update creates what is missing",
                        StorageClientContract.NoResurrection.class,
                        UpdateResurrects::new),
                Break.client(
                        "a touch creates what is missing",
                        StorageClientContract.NoResurrection.class,
                        TouchResurrects::new),
                Break.client(
                        "a rename creates what is missing",
                        StorageClientContract.NoResurrection.class,
                        RenameResurrects::new),
                Break.client(
                        "a delete empties the session only",
                        StorageClientContract.NoResurrection.class,
                        DeleteEmpties::new),
                Break.client(
                        "a delete says nothing of what it removed",
                        StorageClientContract.NoResurrection.class,
                        DeleteIsSilent::new));
    }

    private static final class Careless extends MapStorage {
        @Override
        public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
            LockSupport.parkNanos(100_000);
            String there = read(next.id()).map(Document::version).orElse(null);
            return super.writeIfUnchanged(there, next);
        }
    }

    private static final class Replacing extends ClientDecorator {
        Replacing(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            Set<String> removed = new HashSet<>(
                    get(update.id(), now).map(s -> s.attributes().keySet()).orElse(Set.of()));
            removed.removeAll(update.attributes().set().keySet());
            AttributeChanges all = new AttributeChanges(update.attributes().set(), removed);
            return super.update(new Change.Update(update.id(), all, update.times(), update.writeToken()), now);
        }
    }

    /** Shows sessions that are not there any more: the storage below would not take them. */
    private abstract static class Haunted extends ClientDecorator {
        private final Map<String, SessionRecord> ghosts = new ConcurrentHashMap<>();

        Haunted(StorageClient delegate) {
            super(delegate);
        }

        final boolean appears(String id, Instant now) {
            SessionTimes times = new SessionTimes(now, now, PromiseTests.TTL, now.plus(PromiseTests.TTL));
            ghosts.put(id, new SessionRecord(id, times, Map.of(), PromiseTests.newToken()));
            return true;
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now).or(() -> Optional.ofNullable(ghosts.get(id)));
        }
    }

    private static final class AppliesTwice extends ClientDecorator {
        AppliesTwice(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            boolean repeated = get(update.id(), now)
                    .filter(session -> session.history().knows(update.writeToken())
                            || session.history().hasForgotten(update.writeToken()))
                    .isPresent();
            return super.update(
                    repeated
                            ? new Change.Update(
                                    update.id(), update.attributes(), update.times(), PromiseTests.newToken())
                            : update,
                    now);
        }
    }

    private static final class LeavesOpen extends ClientDecorator {
        LeavesOpen(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            return super.update(
                    new Change.Update(
                            update.id(),
                            update.attributes(),
                            update.indexed(),
                            update.times(),
                            update.writeToken(),
                            update.forgotten(),
                            Set.of(),
                            update.known()),
                    now);
        }
    }

    private static final class CreateResurrects extends Haunted {
        CreateResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            PutResult result = super.create(create, now);
            return result instanceof PutResult.Gone && appears(create.session().id(), now)
                    ? PutResult.applied()
                    : result;
        }
    }

    private static final class DeletesWhereItLooks extends ClientDecorator {
        DeletesWhereItLooks(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            return get(id, now).isPresent() ? super.delete(id, now) : Optional.empty();
        }
    }

    private static final class UpdateResurrects extends Haunted {
        UpdateResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            PutResult result = super.update(update, now);
            return result instanceof PutResult.Gone && appears(update.id(), now) ? PutResult.applied() : result;
        }
    }

    private static final class TouchResurrects extends Haunted {
        TouchResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return super.setExpires(id, times, now) || (get(id, now).isEmpty() && appears(id, now));
        }
    }

    private static final class RenameResurrects extends Haunted {
        RenameResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            PutResult result = super.rename(rename, now);
            return result instanceof PutResult.Gone && appears(rename.session().id(), now)
                    ? PutResult.applied()
                    : result;
        }
    }

    private static final class DeleteEmpties extends Haunted {
        DeleteEmpties(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            Optional<SessionRecord> session = super.delete(id, now);
            session.ifPresent(s -> appears(id, now));
            return session;
        }
    }

    private static final class DeleteIsSilent extends ClientDecorator {
        DeleteIsSilent(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            super.delete(id, now);
            return Optional.empty();
        }
    }
}
