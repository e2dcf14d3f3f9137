package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.StorageCall.Answer;
import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads what removed sessions have stored apart, before listeners are notified of them: a session of an asynchronous
 * store never calls the storage when it is read. The removal has happened, so it does not fail if the loading does; the
 * attributes stay unloaded then.
 */
record AsyncRemovals(AsyncStorageClient storage, Executor executor) {

    /** So many sessions are loaded before they are passed on; a slow listener must not make a round hold them all. */
    static final int LOADED_AHEAD = 16;

    private static final LoadedAttributes NOTHING = new LoadedAttributes(Map.of(), Map.of());

    /** Makes a call that removes sessions. */
    CompletionStage<Answer> on(StorageCall call) {
        if (call instanceof StorageCall.RemovesMany many) {
            Pending pending = new Pending(many.removed());
            return many.passing(pending).on(storage).handle(pending::over).thenCompose(Function.identity());
        }
        return call.on(storage)
                .thenCompose(answer -> answer instanceof Answer.Found found ? whole(found) : done(answer));
    }

    private CompletionStage<Answer> whole(Answer.Found found) {
        SessionRecord session = found.session();
        return session == null ? done(found) : load(session).thenApply(Answer.Found::new);
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private CompletionStage<SessionRecord> load(SessionRecord session) {
        if (session.unloaded().isEmpty()) {
            return CompletableFuture.completedFuture(session);
        }
        try {
            return storage.capability(AsyncAttributeLoading.class)
                    .map(capability -> capability.load(session, session.unloaded()))
                    .orElseGet(() -> CompletableFuture.completedFuture(NOTHING))
                    .handle((loaded, failure) -> loaded == null ? session : session.with(loaded));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(session);
        }
    }

    /** Passes on the removed sessions of one round, one at a time. */
    private final class Pending implements Consumer<SessionRecord> {

        private final Consumer<SessionRecord> removed;
        private final Queue<CompletableFuture<@Nullable Void>> ahead = new ArrayDeque<>();
        private CompletableFuture<@Nullable Void> passedOn = CompletableFuture.completedFuture(null);

        Pending(Consumer<SessionRecord> removed) {
            this.removed = removed;
        }

        @Override
        public synchronized void accept(SessionRecord session) {
            if (passedOn.isCompletedExceptionally()) {
                passedOn.join(); // the consumer threw: that ends the round
            }
            if (session.unloaded().isEmpty() && passedOn.isDone()) {
                removed.accept(session);
            } else {
                CompletableFuture<SessionRecord> loaded = turn().thenCompose(free -> load(session));
                passedOn = passedOn.thenCombineAsync(
                        loaded,
                        (before, whole) -> {
                            removed.accept(whole);
                            return null;
                        },
                        executor);
                ahead.add(passedOn);
            }
        }

        /** Once few enough are loaded that wait for others to be passed on. */
        private CompletableFuture<@Nullable Void> turn() {
            return ahead.size() < LOADED_AHEAD ? CompletableFuture.completedFuture(null) : ahead.remove();
        }

        /** Once all are passed on, however the round ended. */
        synchronized CompletionStage<Answer> over(@Nullable Answer answer, @Nullable Throwable failure) {
            return passedOn.thenCompose(all -> answer == null
                    ? CompletableFuture.failedFuture(Objects.requireNonNull(failure, "failure"))
                    : done(answer));
        }
    }
}
