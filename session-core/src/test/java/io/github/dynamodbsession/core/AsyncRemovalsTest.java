package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.WriteHistory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AsyncRemovalsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int REMOVED = 100;

    private record Apart(Set<String> names) implements ApartAttributes {

        @Override
        public ApartAttributes without(Collection<String> others) {
            return this;
        }
    }

    private static SessionRecord session(int number) {
        SessionTimes times = new SessionTimes(NOW, NOW, Duration.ofMinutes(30), NOW.plusSeconds(1800));
        return new SessionRecord(
                "s" + number, times, Map.of(), Map.of(), WriteHistory.begun("t"), new Apart(Set.of("cart")));
    }

    /** Listeners may be slow, and sessions large. */
    @Test
    void aRoundLoadsOnlyAFewSessionsBeforeTheyArePassedOn() {
        List<String> loaded = new ArrayList<>();
        AsyncAttributeLoading loading = (session, names) -> {
            loaded.add(session.id());
            return CompletableFuture.completedFuture(
                    new LoadedAttributes(Map.of("cart", EncodedValue.text("1")), Map.of()));
        };
        AsyncStorageClient storage = (AsyncStorageClient) Proxy.newProxyInstance(
                AsyncStorageClient.class.getClassLoader(),
                new Class<?>[] {AsyncStorageClient.class},
                (proxy, method, args) ->
                        method.getName().equals("capability") ? Optional.of(loading) : deleteExpired(args));
        Queue<Runnable> listeners = new ArrayDeque<>();
        List<SessionRecord> passedOn = new ArrayList<>();
        CompletionStage<StorageCall.Answer> round =
                new AsyncRemovals(storage, listeners::add).on(new StorageCall.DeleteExpired(NOW, passedOn::add));

        assertThat(loaded).hasSize(AsyncRemovals.LOADED_AHEAD);
        while (!listeners.isEmpty()) {
            listeners.remove().run();
            assertThat(loaded.size() - passedOn.size()).isLessThanOrEqualTo(AsyncRemovals.LOADED_AHEAD);
        }

        assertThat(round.toCompletableFuture()).isCompleted();
        assertThat(passedOn).hasSize(REMOVED).allSatisfy(session -> assertThat(session.unloaded())
                .isEmpty());
        assertThat(passedOn).extracting(SessionRecord::id).isEqualTo(loaded);
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<ReapResult> deleteExpired(Object[] arguments) {
        Consumer<SessionRecord> removed = (Consumer<SessionRecord>) Objects.requireNonNull(arguments[1]);
        for (int i = 0; i < REMOVED; i++) {
            removed.accept(session(i));
        }
        return CompletableFuture.completedFuture(ReapResult.of(REMOVED));
    }
}
