package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Broken in what is stored: promises 1 to 4 and 9, and names and values. */
final class ContentBreaks {

    private static final Instant LONG_AGO = Instant.EPOCH;

    private ContentBreaks() {}

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
                        c -> changing(c, changes -> new AttributeChanges(changes.set(), Set.of()))),
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
                        DeleteIsSilent::new),
                Break.client(
                        "finds what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "get")),
                Break.client(
                        "changes what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "update")),
                Break.client(
                        "renames what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "rename")),
                Break.client(
                        "touches what has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "touch")),
                Break.client(
                        "deletes what has expired as if it were alive",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "delete")),
                Break.client(
                        "cannot create where something has expired",
                        StorageClientContract.ExpiredIsAbsent.class,
                        c -> new Timeless(c, "create")),
                Break.client(
                        "is a millisecond late", StorageClientContract.ExpiredIsAbsent.class, MillisecondLate::new),
                Break.client(
                        "keeps whole seconds only", StorageClientContract.ExpiredIsAbsent.class, WholeSeconds::new),
                Break.client(
                        "create overwrites", StorageClientContract.CreateNeverOverwrites.class, CreateOverwrites::new),
                Break.storage(
                        "does not compare when nothing was there",
                        StorageClientContract.CreateNeverOverwrites.class,
                        CarelessArrivals::new),
                Break.client(
                        "a rename overwrites",
                        StorageClientContract.CreateNeverOverwrites.class,
                        RenameOverwrites::new),
                Break.client(
                        "drops text where it expects bytes",
                        StorageClientContract.SpoiledAttribute.class,
                        DropsText::new),
                Break.client(
                        "trims names",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, changes -> renamed(changes, String::trim))),
                Break.client(
                        "drops the empty name",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, changes -> renamed(changes, name -> name.isEmpty() ? "_" : name))),
                Break.client(
                        "takes a dot for a path",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, changes -> renamed(changes, name -> name.replace('.', '_')))),
                Break.client(
                        "stores bytes as text",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, ContentBreaks::asText)),
                Break.client(
                        "writes no more than a hundred attributes at once",
                        StorageClientContract.NamesAndValues.class,
                        c -> changing(c, ContentBreaks::aHundred)));
    }

    private static StorageClient changing(StorageClient client, UnaryOperator<AttributeChanges> broken) {
        return new ClientDecorator(client) {
            @Override
            PutResult update(Change.Update update, Instant now) {
                AttributeChanges changes = broken.apply(update.attributes());
                return super.update(new Change.Update(update.id(), changes, update.times(), update.writeToken()), now);
            }
        };
    }

    private static AttributeChanges renamed(AttributeChanges changes, UnaryOperator<String> renaming) {
        Map<String, EncodedValue> set = new HashMap<>();
        changes.set().forEach((name, value) -> set.put(renaming.apply(name), value));
        Set<String> removed = new HashSet<>();
        changes.removed().forEach(name -> removed.add(renaming.apply(name)));
        removed.removeAll(set.keySet());
        return new AttributeChanges(set, removed);
    }

    private static AttributeChanges asText(AttributeChanges changes) {
        Map<String, EncodedValue> set = new HashMap<>(changes.set());
        set.replaceAll((name, value) -> value instanceof EncodedValue.Binary bytes
                ? EncodedValue.text(new String(bytes.toByteArray(), StandardCharsets.UTF_8))
                : value);
        return new AttributeChanges(set, changes.removed());
    }

    private static AttributeChanges aHundred(AttributeChanges changes) {
        Map<String, EncodedValue> set = new HashMap<>();
        changes.set().entrySet().stream().limit(100).forEach(e -> set.put(e.getKey(), e.getValue()));
        return new AttributeChanges(set, changes.removed());
    }

    private static final class Careless extends MapStorage {
        @Override
        public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
            LockSupport.parkNanos(100_000);
            String there = read(next.id()).map(Document::version).orElse(null);
            return super.writeIfUnchanged(there, next);
        }
    }

    private static final class CarelessArrivals extends MapStorage {
        @Override
        public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
            LockSupport.parkNanos(100_000);
            String there = read(next.id()).map(Document::version).orElse(null);
            return super.writeIfUnchanged(expectedVersion == null ? there : expectedVersion, next);
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

    /** One operation does not look at the time. */
    private static final class Timeless extends ClientDecorator {
        private final String operation;

        Timeless(StorageClient delegate, String operation) {
            super(delegate);
            this.operation = operation;
        }

        private Instant time(String asked, Instant now) {
            return asked.equals(operation) ? LONG_AGO : now;
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, time("get", now));
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            return super.create(create, time("create", now));
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            return super.update(update, time("update", now));
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return super.rename(rename, time("rename", now));
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return super.setExpires(id, times, time("touch", now));
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            return super.delete(id, time("delete", now));
        }
    }

    private static final class MillisecondLate extends ClientDecorator {
        MillisecondLate(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now.minusMillis(1));
        }
    }

    private static final class WholeSeconds extends ClientDecorator {
        WholeSeconds(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            SessionRecord session = create.session();
            SessionTimes times = session.times();
            Instant expiry = times.expiresAt() == null
                    ? null
                    : times.expiresAt().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            return super.create(
                    new Change.Create(session.withTimes(new SessionTimes(
                            times.createdAt(), times.lastAccessedAt(), times.maxInactiveInterval(), expiry))),
                    now);
        }
    }

    private static final class CreateOverwrites extends ClientDecorator {
        CreateOverwrites(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            delete(create.session().id(), now);
            return super.create(create, now);
        }
    }

    private static final class RenameOverwrites extends ClientDecorator {
        RenameOverwrites(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            if (get(rename.oldId(), now).isPresent()) {
                delete(rename.session().id(), now);
            }
            return super.rename(rename, now);
        }
    }

    private static final class DropsText extends ClientDecorator {
        DropsText(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            Set<String> removed = new HashSet<>(update.attributes().removed());
            get(update.id(), now).ifPresent(session -> session.attributes().forEach((name, value) -> {
                if (value instanceof EncodedValue.Text
                        && !update.attributes().set().containsKey(name)) {
                    removed.add(name);
                }
            }));
            AttributeChanges changes = new AttributeChanges(update.attributes().set(), removed);
            return super.update(new Change.Update(update.id(), changes, update.times(), update.writeToken()), now);
        }
    }
}
