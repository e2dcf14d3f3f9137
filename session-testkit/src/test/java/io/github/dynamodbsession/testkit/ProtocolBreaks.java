package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Broken in how operations go together: promises 5 to 8 and 10 to 13. */
final class ProtocolBreaks {

    private ProtocolBreaks() {}

    static List<Break> all() {
        return List.of(
                Break.client("a touch renews the write token", StorageClientContract.Touch.class, TouchWrites::new),
                Break.client(
                        "a touch looks at no interval", StorageClientContract.Touch.class, TouchLooksAtNoInterval::new),
                Break.client("a touch moves times back", StorageClientContract.TouchPort.class, TouchMovesBack::new),
                Break.client(
                        "a touch that comes late is a failure",
                        StorageClientContract.TouchPort.class,
                        LateTouchFails::new),
                Break.client(
                        "an update looks at no stored times",
                        StorageClientContract.TouchPort.class,
                        UpdateLooksAtNoTimes::new),
                Break.client(
                        "a touch is not written", StorageClientContract.NeverTooEarly.class, TouchIsNotWritten::new),
                Break.client(
                        "a reap takes what will expire soon",
                        StorageClientContract.Reap.class,
                        c -> new Reaping(c, Duration.ofSeconds(10), Integer.MAX_VALUE)),
                Break.client(
                        "a reap leaves what has expired just now",
                        StorageClientContract.Reap.class,
                        c -> new Reaping(c, Duration.ofMillis(-1), Integer.MAX_VALUE)),
                Break.client(
                        "a reap stops after the first page",
                        StorageClientContract.Reap.class,
                        c -> new Reaping(c, Duration.ZERO, 100)),
                Break.client(
                        "a reap does not look again before it deletes",
                        StorageClientContract.Reap.class,
                        ReapDoesNotLookAgain::new),
                Break.client(
                        "a reap counts what it found", StorageClientContract.Reap.class, ReapCountsWhatItFound::new),
                Break.client("a reap hands nothing over", StorageClientContract.Reap.class, ReapHandsNothingOver::new),
                Break.client(
                        "an id change copies first and deletes then",
                        StorageClientContract.IdChangeOverlap.class,
                        c -> new TwoStepRename(c, true)),
                Break.client(
                        "an id change deletes first and creates then",
                        StorageClientContract.IdChangeOverlap.class,
                        c -> new TwoStepRename(c, false)),
                Break.client(
                        "an id change looks at no token",
                        StorageClientContract.IdChange.class,
                        RenameLooksAtNoToken::new),
                Break.client(
                        "an id change leaves the old id alive",
                        StorageClientContract.IdChange.class,
                        RenameLeavesTheOld::new),
                Break.client(
                        "an id change is disturbed by a touch", StorageClientContract.IdChange.class, TouchWrites::new),
                Break.client(
                        "a token is another one at each read",
                        StorageClientContract.LostAnswer.class,
                        TokenChangesOnRead::new),
                Break.client(
                        "a repeated create finds the id taken",
                        StorageClientContract.RepeatedChange.class,
                        c -> new NotRepeatable(c, true)),
                Break.client(
                        "a repeated id change finds nothing",
                        StorageClientContract.RepeatedChange.class,
                        c -> new NotRepeatable(c, false)),
                Break.client("prints its sessions", StorageClientContract.Failure.class, PrintsItsSessions::new),
                Break.client("fails with what it likes", StorageClientContract.Failure.class, FailsAnyhow::new),
                Break.client("can be made ready once", StorageClientContract.Sharing.class, ReadyOnce::new),
                Break.client("one close closes all", StorageClientContract.Sharing.class, ClosesAll::new),
                Break.client(
                        "hands its answer over in a field", StorageClientContract.Sharing.class, NotThreadSafe::new),
                Break.client("sees the sessions of others", StorageClientContract.Namespace.class, c -> c),
                Break.client("folds the case of ids", StorageClientContract.ForeignId.class, FoldsIds::new));
    }

    /** Those that need a limit on the size of a session. */
    static List<Break> ofLimits() {
        return List.of(
                Break.client("has no limit", StorageClientContract.SizeLimit.class, c -> c),
                Break.client(
                        "says something else of it", StorageClientContract.SizeLimit.class, c -> new LimitedClient(c) {
                            @Override
                            void refuse(SessionRecord session, long size) {
                                throw new SessionStorageException("too large", true, null);
                            }
                        }),
                Break.client("names nothing", StorageClientContract.SizeLimit.class, c -> new LimitedClient(c) {
                    @Override
                    void refuse(SessionRecord session, long size) {
                        throw new SessionTooLargeException(size, LIMIT, Map.of(), null);
                    }
                }),
                Break.client("refuses too late", StorageClientContract.SizeLimit.class, c -> new LimitedClient(c) {
                    @Override
                    PutResult update(Change.Update update, Instant now) {
                        delegate.put(update, now);
                        return super.update(update, now);
                    }
                }),
                Break.client("refuses what fits", StorageClientContract.SizeLimit.class, c -> new LimitedClient(c) {
                    @Override
                    PutResult create(Change.Create create, Instant now) {
                        if (size(create.session()) > LIMIT / 2) {
                            refuse(create.session(), LIMIT + 1);
                        }
                        return super.create(create, now);
                    }
                }));
    }

    private static final class TouchWrites extends ClientDecorator {
        TouchWrites(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            update(
                    new Change.Update(
                            id, AttributeChanges.none(), null, UUID.randomUUID().toString()),
                    now);
            return super.setExpires(id, times, now);
        }
    }

    private static final class TouchLooksAtNoInterval extends ClientDecorator {
        TouchLooksAtNoInterval(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            Duration interval =
                    get(id, now).map(s -> s.times().maxInactiveInterval()).orElse(times.expectedInterval());
            return super.setExpires(
                    id,
                    new TimesChange(interval, times.lastAccessedAt(), times.maxInactiveInterval(), times.expiresAt()),
                    now);
        }
    }

    /** Writes times whatever is there. */
    private static final class TouchMovesBack extends ClientDecorator {
        TouchMovesBack(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            Optional<SessionRecord> session = get(id, now);
            session.ifPresent(s -> {
                delete(id, now);
                create(new Change.Create(s.withTimes(s.times().with(times))), now);
            });
            return session.isPresent();
        }
    }

    private static final class LateTouchFails extends ClientDecorator {
        LateTouchFails(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            boolean late = get(id, now)
                    .filter(s -> s.times().lastAccessedAt().isAfter(times.lastAccessedAt()))
                    .isPresent();
            return super.setExpires(id, times, now) && !late;
        }
    }

    private static final class UpdateLooksAtNoTimes extends ClientDecorator {
        UpdateLooksAtNoTimes(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            PutResult result = super.update(update, now);
            return result instanceof PutResult.Stale
                    ? super.update(new Change.Update(update.id(), update.attributes(), null, update.writeToken()), now)
                    : result;
        }
    }

    private static final class TouchIsNotWritten extends ClientDecorator {
        TouchIsNotWritten(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return get(id, now).isPresent();
        }
    }

    private static final class Reaping extends ClientDecorator {
        private final Duration later;
        private final int most;

        Reaping(StorageClient delegate, Duration later, int most) {
            super(delegate);
            this.later = later;
            this.most = most;
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            List<SessionRecord> page = new ArrayList<>();
            super.deleteExpired(before.plus(later), page::add);
            List<SessionRecord> first = page.subList(0, Math.min(most, page.size()));
            page.subList(first.size(), page.size()).forEach(s -> create(new Change.Create(s), before));
            first.forEach(removed);
            return ReapResult.of(first.size());
        }
    }

    /** Knows what there is by keeping a list of its own. */
    private abstract static class Listing extends ClientDecorator {
        final Set<String> ids = ConcurrentHashMap.newKeySet();

        Listing(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            ids.add(create.session().id());
            return super.create(create, now);
        }

        List<SessionRecord> expiredAt(Instant before) {
            return ids.stream()
                    .flatMap(id -> super.get(id, Instant.EPOCH).stream())
                    .filter(s -> s.times().isExpiredAt(before))
                    .toList();
        }
    }

    private static final class ReapDoesNotLookAgain extends Listing {
        ReapDoesNotLookAgain(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            long count = 0;
            for (SessionRecord session : expiredAt(before)) {
                if (super.delete(session.id(), Instant.EPOCH).isPresent()) {
                    removed.accept(session);
                    count++;
                }
            }
            return ReapResult.of(count);
        }
    }

    private static final class ReapCountsWhatItFound extends Listing {
        ReapCountsWhatItFound(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            int found = expiredAt(before).size();
            LockSupport.parkNanos(500_000);
            super.deleteExpired(before, removed);
            return ReapResult.of(found);
        }
    }

    private static final class ReapHandsNothingOver extends ClientDecorator {
        ReapHandsNothingOver(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            return super.deleteExpired(before, session -> {});
        }
    }

    private static final class TwoStepRename extends ClientDecorator {
        private final boolean copiesFirst;

        TwoStepRename(StorageClient delegate, boolean copiesFirst) {
            super(delegate);
            this.copiesFirst = copiesFirst;
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            Optional<SessionRecord> current = get(rename.oldId(), now);
            if (current.isEmpty() || !current.get().writeToken().equals(rename.expectedToken())) {
                return super.rename(rename, now);
            }
            if (copiesFirst) {
                create(new Change.Create(rename.session()), now);
                LockSupport.parkNanos(200_000);
                delete(rename.oldId(), now);
                return PutResult.applied();
            }
            if (delete(rename.oldId(), now).isEmpty()) {
                return PutResult.gone();
            }
            LockSupport.parkNanos(200_000);
            return create(new Change.Create(rename.session()), now);
        }
    }

    private static final class RenameLooksAtNoToken extends ClientDecorator {
        RenameLooksAtNoToken(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            String token =
                    get(rename.oldId(), now).map(SessionRecord::writeToken).orElse(rename.expectedToken());
            return super.rename(new Change.Rename(rename.oldId(), token, rename.session()), now);
        }
    }

    private static final class RenameLeavesTheOld extends ClientDecorator {
        RenameLeavesTheOld(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return get(rename.oldId(), now).isPresent()
                    ? create(new Change.Create(rename.session()), now)
                    : PutResult.gone();
        }
    }

    private static final class TokenChangesOnRead extends ClientDecorator {
        TokenChangesOnRead(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now)
                    .map(s -> s.with(AttributeChanges.none(), UUID.randomUUID().toString()));
        }
    }

    private static final class NotRepeatable extends ClientDecorator {
        private final boolean creates;

        NotRepeatable(StorageClient delegate, boolean creates) {
            super(delegate);
            this.creates = creates;
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            return creates && get(create.session().id(), now).isPresent()
                    ? PutResult.idTaken()
                    : super.create(create, now);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return !creates && get(rename.oldId(), now).isEmpty() ? PutResult.gone() : super.rename(rename, now);
        }
    }

    private static final class PrintsItsSessions extends Listing {
        PrintsItsSessions(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public String toString() {
            return "sessions " + ids;
        }
    }

    private static final class FailsAnyhow extends ClientDecorator {
        FailsAnyhow(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            throw new IllegalStateException("no connection for " + update.id());
        }
    }

    private static final class ReadyOnce extends ClientDecorator {
        private final AtomicBoolean ready = new AtomicBoolean();

        ReadyOnce(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public void init() {
            if (!ready.compareAndSet(false, true)) {
                throw new SessionConfigurationException("the table is there already", null);
            }
        }
    }

    private static final class ClosesAll extends ClientDecorator {
        private volatile boolean closed;

        ClosesAll(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            return super.get(id, now);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class NotThreadSafe extends ClientDecorator {
        private volatile Optional<SessionRecord> answer = Optional.empty();

        NotThreadSafe(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            answer = super.get(id, now);
            LockSupport.parkNanos(50_000);
            return answer;
        }
    }

    private static final class FoldsIds extends ClientDecorator {
        FoldsIds(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id.toLowerCase(Locale.ROOT), now);
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            SessionRecord session = create.session();
            return super.create(new Change.Create(session.withId(session.id().toLowerCase(Locale.ROOT))), now);
        }
    }
}
