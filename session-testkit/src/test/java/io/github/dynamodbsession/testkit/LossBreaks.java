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

    private static SessionRecord ghost(String id, Instant now, String token) {
        SessionTimes times = new SessionTimes(now, now, PromiseTests.TTL, now.plus(PromiseTests.TTL));
        return new SessionRecord(id, times, Map.of(), token);
    }

    private static final class UpdateResurrects extends ClientDecorator {
        UpdateResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            PutResult result = super.update(update, now);
            return result instanceof PutResult.Gone
                    ? create(new Change.Create(ghost(update.id(), now, update.writeToken())), now)
                    : result;
        }
    }

    private static final class TouchResurrects extends ClientDecorator {
        TouchResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return super.setExpires(id, times, now)
                    || (get(id, now).isEmpty()
                            && create(new Change.Create(ghost(id, now, "ghost")), now) instanceof PutResult.Applied);
        }
    }

    private static final class RenameResurrects extends ClientDecorator {
        RenameResurrects(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            PutResult result = super.rename(rename, now);
            return result instanceof PutResult.Gone ? create(new Change.Create(rename.session()), now) : result;
        }
    }

    private static final class DeleteEmpties extends ClientDecorator {
        DeleteEmpties(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            Optional<SessionRecord> session = super.delete(id, now);
            session.ifPresent(s -> create(new Change.Create(ghost(id, now, "ghost")), now));
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
