package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filters a storage's answers. A session whose absolute lifetime is over is absent to this store, although the storage
 * may still find it alive, because a node without an absolute lifetime stored it. Applied to every answer, so that no
 * operation has to check.
 */
record Presence(ExpiryPolicy policy) {

    StorageCall.Answer seen(StorageCall call, StorageCall.Answer answer) {
        if (policy.absoluteLifetime() == null) {
            return answer;
        }
        if (call instanceof StorageCall.Get get) {
            return found(answer, get.now());
        }
        if (call instanceof StorageCall.GetConsistently get) {
            return found(answer, get.now());
        }
        return call instanceof StorageCall.ListAll list ? listed(answer, list.now()) : answer;
    }

    private StorageCall.Answer found(StorageCall.Answer answer, Instant now) {
        @Nullable SessionRecord session = ((StorageCall.Answer.Found) answer).session();
        return session != null && isOver(session, now) ? new StorageCall.Answer.Found(null) : answer;
    }

    private StorageCall.Answer listed(StorageCall.Answer answer, Instant now) {
        Page<SessionRecord> page = ((StorageCall.Answer.Listed) answer).page();
        return new StorageCall.Answer.Listed(new Page<>(
                page.items().stream().filter(session -> !isOver(session, now)).toList(), page.next()));
    }

    boolean isOver(SessionRecord session, Instant now) {
        return policy.isOver(session.times(), now);
    }
}
