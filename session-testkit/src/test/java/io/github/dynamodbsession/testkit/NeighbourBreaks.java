package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Clients that others suffer from: promises 11 to 13 broken. */
final class NeighbourBreaks {

    private NeighbourBreaks() {}

    static List<Break> all() {
        return List.of(
                Break.client("prints its sessions", StorageClientContract.Failure.class, PrintsItsSessions::new),
                Break.client("fails with what it likes", StorageClientContract.Failure.class, FailsAnyhow::new),
                Break.client("can be made ready once", StorageClientContract.Sharing.class, ReadyOnce::new),
                Break.client("one close closes all", StorageClientContract.Sharing.class, ClosesAll::new),
                Break.client(
                        "hands its answer over in a field", StorageClientContract.Sharing.class, NotThreadSafe::new),
                Break.client("sees the sessions of others", StorageClientContract.Namespace.class, c -> c),
                Break.client("folds the case of ids", StorageClientContract.ForeignId.class, FoldsIds::new),
                Break.client("ignores a tilde in ids", StorageClientContract.Token.class, IgnoresTildes::new));
    }

    /** As a collation that ignores punctuation does. */
    private static final class IgnoresTildes extends ClientDecorator {
        IgnoresTildes(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            Optional<SessionRecord> found = super.get(id, now);
            return found.isPresent() ? found : super.get("~" + id, now).map(session -> session.withId(id));
        }
    }

    private static final class PrintsItsSessions extends ListingClient {
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
