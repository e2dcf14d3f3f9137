package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Limits that are not kept, or not said clearly: promise 10 broken. For contracts whose storage has a limit. */
final class LimitBreaks {

    private LimitBreaks() {}

    static List<Break> all() {
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
}
