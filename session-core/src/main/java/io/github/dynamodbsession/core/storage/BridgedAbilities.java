package io.github.dynamodbsession.core.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The abilities of a blocking client, for those who ask for their asynchronous twins. */
final class BridgedAbilities {

    /** Makes a call elsewhere. */
    interface Elsewhere {
        <T> CompletionStage<T> supply(Supplier<T> call);
    }

    private BridgedAbilities() {}

    static <T> Optional<T> of(StorageClient client, Class<T> type, Elsewhere elsewhere) {
        if (type.equals(AsyncReapRounds.class)) {
            return client.ability(ReapRounds.class)
                    .map(rounds ->
                            (AsyncReapRounds) (now, interval) -> elsewhere.supply(() -> rounds.claim(now, interval)))
                    .map(type::cast);
        }
        if (type.equals(AsyncSessionListing.class)) {
            return client.ability(SessionListing.class)
                    .map(able -> new Listing(able, elsewhere))
                    .map(type::cast);
        }
        if (type.equals(AsyncSessionIndexes.class)) {
            return client.ability(SessionIndexes.class)
                    .map(able -> new Indexes(able, elsewhere))
                    .map(type::cast);
        }
        if (type.equals(AsyncStorageHealth.class)) {
            return client.ability(StorageHealth.class)
                    .map(able -> (AsyncStorageHealth) () -> elsewhere.supply(able::look))
                    .map(type::cast);
        }
        return client.ability(type);
    }

    private record Listing(SessionListing able, Elsewhere elsewhere) implements AsyncSessionListing {

        @Override
        public CompletionStage<Page<SessionRecord>> list(Instant now, @Nullable String after) {
            return elsewhere.supply(() -> able.list(now, after));
        }

        @Override
        public CompletionStage<Long> count(Instant now) {
            return elsewhere.supply(() -> able.count(now));
        }

        @Override
        public CompletionStage<ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
            return elsewhere.supply(() -> able.deleteAll(now, removed));
        }
    }

    private record Indexes(SessionIndexes able, Elsewhere elsewhere) implements AsyncSessionIndexes {

        @Override
        public void declare(Set<String> names) {
            able.declare(names);
        }

        @Override
        public CompletionStage<Page<String>> find(String index, String value, @Nullable String after) {
            return elsewhere.supply(() -> able.find(index, value, after));
        }

        @Override
        public CompletionStage<Optional<SessionRecord>> getConsistently(String id, Instant now) {
            return elsewhere.supply(() -> able.getConsistently(id, now));
        }

        @Override
        public CompletionStage<Optional<SessionRecord>> deleteIndexed(
                String id, String index, String value, Instant now) {
            return elsewhere.supply(() -> able.deleteIndexed(id, index, value, now));
        }
    }
}
