package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncSessionListing;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageHealth;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The blocking counterparts of an asynchronous client's capabilities. */
final class WaitingCapabilities {

    private WaitingCapabilities() {}

    static <T> Optional<T> of(AsyncStorageClient client, Class<T> type) {
        if (type.equals(ReapRounds.class)) {
            return client.capability(AsyncReapRounds.class)
                    .map(capability ->
                            (ReapRounds) (now, interval) -> WaitingStorageClient.wait(capability.claim(now, interval)))
                    .map(type::cast);
        }
        if (type.equals(AttributeLoading.class)) {
            return client.capability(AsyncAttributeLoading.class)
                    .map(capability -> (AttributeLoading)
                            (session, names) -> WaitingStorageClient.wait(capability.load(session, names)))
                    .map(type::cast);
        }
        if (type.equals(SessionListing.class)) {
            return client.capability(AsyncSessionListing.class)
                    .map(Listing::new)
                    .map(type::cast);
        }
        if (type.equals(SessionIndexes.class)) {
            return client.capability(AsyncSessionIndexes.class)
                    .map(Indexes::new)
                    .map(type::cast);
        }
        if (type.equals(StorageHealth.class)) {
            return client.capability(AsyncStorageHealth.class)
                    .map(capability -> (StorageHealth) () -> WaitingStorageClient.wait(capability.look()))
                    .map(type::cast);
        }
        return client.capability(type);
    }

    private record Listing(AsyncSessionListing capability) implements SessionListing {

        @Override
        public Page<SessionRecord> list(Instant now, @Nullable String after) {
            return WaitingStorageClient.wait(capability.list(now, after));
        }

        @Override
        public long count(Instant now) {
            return WaitingStorageClient.wait(capability.count(now));
        }

        @Override
        public ReapResult deleteAll(Instant now, Consumer<SessionRecord> removed) {
            return WaitingStorageClient.wait(capability.deleteAll(now, removed));
        }
    }

    private record Indexes(AsyncSessionIndexes capability) implements SessionIndexes {

        @Override
        public void declare(Set<String> names) {
            capability.declare(names);
        }

        @Override
        public Page<String> find(String index, String value, @Nullable String after) {
            return WaitingStorageClient.wait(capability.find(index, value, after));
        }

        @Override
        public Optional<SessionRecord> getConsistently(String id, Instant now) {
            return WaitingStorageClient.wait(capability.getConsistently(id, now));
        }

        @Override
        public Optional<SessionRecord> deleteIndexed(String id, String index, String value, Instant now) {
            return WaitingStorageClient.wait(capability.deleteIndexed(id, index, value, now));
        }
    }
}
