package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous counterparts of a blocking client's capabilities. */
final class BridgedCapabilities {

    /** Runs a call on another thread. */
    interface Elsewhere {
        <T> CompletionStage<T> supply(Supplier<T> call);

        /** The blocking client with the remaining time; to be called on the other thread. */
        StorageClient inTime();
    }

    private BridgedCapabilities() {}

    static <T> Optional<T> of(StorageClient client, Class<T> type, Elsewhere elsewhere) {
        if (type.equals(AsyncReapRounds.class)) {
            return client.capability(ReapRounds.class)
                    .map(rounds ->
                            (AsyncReapRounds) (now, interval) -> elsewhere.supply(() -> rounds.claim(now, interval)))
                    .map(type::cast);
        }
        if (type.equals(AsyncSessionListing.class)) {
            return client.capability(SessionListing.class)
                    .map(capability -> new Listing(capability, elsewhere))
                    .map(type::cast);
        }
        if (type.equals(AsyncSessionIndexes.class)) {
            return client.capability(SessionIndexes.class)
                    .map(capability -> new Indexes(capability, elsewhere))
                    .map(type::cast);
        }
        if (type.equals(AsyncAttributeLoading.class)) {
            return client.capability(AttributeLoading.class)
                    .map(capability -> new Loading(capability, elsewhere))
                    .map(type::cast);
        }
        if (type.equals(AsyncStorageHealth.class)) {
            return client.capability(StorageHealth.class)
                    .map(capability -> (AsyncStorageHealth) () -> elsewhere.supply(capability::look))
                    .map(type::cast);
        }
        return client.capability(type);
    }

    private record Loading(AttributeLoading capability, Elsewhere elsewhere) implements AsyncAttributeLoading {

        @Override
        public CompletionStage<LoadedAttributes> load(SessionRecord session, Set<String> names) {
            return elsewhere.supply(() -> elsewhere
                    .inTime()
                    .capability(AttributeLoading.class)
                    .orElse(capability)
                    .load(session, names));
        }
    }

    private record Listing(SessionListing capability, Elsewhere elsewhere) implements AsyncSessionListing {

        @Override
        public CompletionStage<Page<SessionRecord>> list(Instant now, @Nullable String after) {
            return elsewhere.supply(() -> capability.list(now, after));
        }

        @Override
        public CompletionStage<Long> count(Instant now) {
            return elsewhere.supply(() -> capability.count(now));
        }

        @Override
        public CompletionStage<ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
            return elsewhere.supply(() -> capability.deleteAll(now, removed));
        }
    }

    private record Indexes(SessionIndexes capability, Elsewhere elsewhere) implements AsyncSessionIndexes {

        @Override
        public void declare(Set<String> names) {
            capability.declare(names);
        }

        @Override
        public CompletionStage<Page<String>> find(String index, String value, @Nullable String after) {
            return elsewhere.supply(() -> capability.find(index, value, after));
        }

        @Override
        public CompletionStage<Optional<SessionRecord>> getConsistently(String id, Instant now) {
            return elsewhere.supply(() -> capability.getConsistently(id, now));
        }

        @Override
        public CompletionStage<Optional<SessionRecord>> deleteIndexed(
                String id, String index, String value, Instant now) {
            return elsewhere.supply(() -> capability.deleteIndexed(id, index, value, now));
        }
    }
}
