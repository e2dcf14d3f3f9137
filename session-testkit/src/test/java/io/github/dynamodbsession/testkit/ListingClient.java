package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows what there is by keeping a list of its own. */
abstract class ListingClient extends ClientDecorator {
    final Set<String> ids = ConcurrentHashMap.newKeySet();

    ListingClient(StorageClient delegate) {
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
                .filter(s -> s.formerId() == null && s.times().isExpiredAt(before))
                .toList();
    }
}
