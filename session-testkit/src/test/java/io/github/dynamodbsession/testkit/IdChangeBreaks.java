package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.WriteHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Id changes that are not one step, or cannot be repeated: promises 7 and 8 broken. */
final class IdChangeBreaks {

    private IdChangeBreaks() {}

    static List<Break> all() {
        return List.of(
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
                        "an id change is disturbed by a touch",
                        StorageClientContract.IdChange.class,
                        TouchBreaks.TouchWrites::new),
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
                        c -> new NotRepeatable(c, false)));
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
                    .map(s -> s.with(
                            AttributeChanges.none(),
                            WriteHistory.begun(UUID.randomUUID().toString())));
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
}
