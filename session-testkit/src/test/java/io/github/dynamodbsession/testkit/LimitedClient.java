package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A client with a limit on the size of a session. */
class LimitedClient extends ClientDecorator {

    static final long LIMIT = 20_000;

    LimitedClient(StorageClient delegate) {
        super(delegate);
    }

    @Override
    PutResult create(Change.Create create, Instant now) {
        check(create.session());
        return super.create(create, now);
    }

    @Override
    PutResult update(Change.Update update, Instant now) {
        get(update.id(), now).ifPresent(session -> check(update.appliedTo(session)));
        return super.update(update, now);
    }

    @Override
    PutResult rename(Change.Rename rename, Instant now) {
        check(rename.session());
        return super.rename(rename, now);
    }

    private void check(SessionRecord session) {
        long size = size(session);
        if (size > LIMIT) {
            refuse(session, size);
        }
    }

    void refuse(SessionRecord session, long size) {
        Map<String, Long> sizes = new TreeMap<>();
        session.attributes().forEach((name, value) -> sizes.put(name, value.size()));
        throw new SessionTooLargeException(size, LIMIT, sizes, null);
    }

    static long size(SessionRecord session) {
        return session.attributes().values().stream()
                .mapToLong(EncodedValue::size)
                .sum();
    }
}
