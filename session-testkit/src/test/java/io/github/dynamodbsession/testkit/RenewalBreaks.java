package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Renewals of ids that forget, or allow too much: promise 7 broken. */
final class RenewalBreaks {

    private RenewalBreaks() {}

    static List<Break> all() {
        return List.of(
                of("a former id cannot be read", NothingUnderFormerIds::new),
                of("a former id can be read for too long", c -> new ChangesGrace(c, until -> later(until, 60_000))),
                of("a former id can be read for too short", c -> new ChangesGrace(c, until -> later(until, -1))),
                of("an id can be read after a login", c -> new ChangesGrace(c, until -> until == null ? FAR : until)),
                of("a former id can be written", FormerIdsAreWritten::new),
                of("a former id can be touched", FormerIdsAreTouched::new),
                of("a former id is followed over two renewals", FollowsTwice::new),
                of("what is read under a former id is not marked", ReadsFormerIdAsItsOwn::new),
                of("a create forgets since when the id is in use", c -> new ForgetsAge(c, true, false)),
                of("an id change forgets since when the id is in use", c -> new ForgetsAge(c, false, true)));
    }

    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private static Break of(String what, UnaryOperator<StorageClient> broken) {
        return Break.client(what, StorageClientContract.Renewal.class, broken);
    }

    private static @Nullable Instant later(@Nullable Instant until, long millis) {
        return until == null ? null : until.plusMillis(millis);
    }

    private static final class NothingUnderFormerIds extends ClientDecorator {
        NothingUnderFormerIds(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now).filter(session -> session.formerId() == null);
        }
    }

    private static final class ChangesGrace extends ClientDecorator {

        /** Changes until when a former id can be read. */
        private interface Until {
            @Nullable
            Instant instead(@Nullable Instant until);
        }

        private final Until until;

        ChangesGrace(StorageClient delegate, Until until) {
            super(delegate);
            this.until = until;
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return super.rename(
                    new Change.Rename(
                            rename.oldId(),
                            rename.expectedToken(),
                            rename.session(),
                            until.instead(rename.readableUntil())),
                    now);
        }
    }

    private static final class FormerIdsAreWritten extends ClientDecorator {
        FormerIdsAreWritten(StorageClient delegate) {
            super(delegate);
        }

        @Override
        PutResult update(Change.Update update, Instant now) {
            String id = get(update.id(), now).map(SessionRecord::id).orElse(update.id());
            return super.update(
                    new Change.Update(
                            id,
                            update.attributes(),
                            update.indexed(),
                            update.times(),
                            update.writeToken(),
                            update.forgotten(),
                            update.superseded(),
                            null),
                    now);
        }
    }

    private static final class FormerIdsAreTouched extends ClientDecorator {
        FormerIdsAreTouched(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            return super.setExpires(get(id, now).map(SessionRecord::id).orElse(id), times, now);
        }
    }

    /** Where nothing is read, it reads the session whose id was changed last. */
    private static final class FollowsTwice extends ClientDecorator {
        private Optional<SessionRecord> after = Optional.empty();

        FollowsTwice(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            Optional<SessionRecord> found = super.get(id, now);
            return found.isPresent() ? found : after.map(SessionRecord::id).flatMap(next -> super.get(next, now));
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            after = Optional.of(rename.session());
            return super.rename(rename, now);
        }
    }

    private static final class ReadsFormerIdAsItsOwn extends ClientDecorator {
        ReadsFormerIdAsItsOwn(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            return super.get(id, now).map(session -> session.withId(session.id()));
        }
    }

    private static final class ForgetsAge extends ClientDecorator {
        private final boolean creating;
        private final boolean renaming;

        ForgetsAge(StorageClient delegate, boolean creating, boolean renaming) {
            super(delegate);
            this.creating = creating;
            this.renaming = renaming;
        }

        @Override
        PutResult create(Change.Create create, Instant now) {
            return super.create(creating ? new Change.Create(young(create.session())) : create, now);
        }

        @Override
        PutResult rename(Change.Rename rename, Instant now) {
            return super.rename(
                    renaming
                            ? new Change.Rename(
                                    rename.oldId(),
                                    rename.expectedToken(),
                                    young(rename.session()),
                                    rename.readableUntil())
                            : rename,
                    now);
        }

        private static SessionRecord young(SessionRecord session) {
            return session.withTimes(session.times().withIdSince(session.times().createdAt()));
        }
    }
}
