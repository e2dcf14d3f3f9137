package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Times that are not what they should be: promise 5 broken. */
final class TouchBreaks {

    private TouchBreaks() {}

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
                        "a touch is not written", StorageClientContract.NeverTooEarly.class, TouchIsNotWritten::new));
    }

    static final class TouchWrites extends ClientDecorator {
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
}
