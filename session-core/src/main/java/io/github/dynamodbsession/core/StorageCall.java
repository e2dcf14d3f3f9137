package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call of the storage port as data, so that the same operations run on a blocking and an asynchronous client. */
sealed interface StorageCall {

    record Get(String id, Instant now) implements StorageCall {
        @Override
        public String toString() {
            return "get";
        }
    }

    record Put(Change change, Instant now) implements StorageCall {}

    record SetExpires(String id, TimesChange times, Instant now) implements StorageCall {
        @Override
        public String toString() {
            return "touch: " + times;
        }
    }

    record Delete(String id, Instant now) implements StorageCall {
        @Override
        public String toString() {
            return "delete";
        }
    }

    /** What the port answered. */
    sealed interface Answer {

        record Found(@Nullable SessionRecord session) implements Answer {}

        record Put(PutResult result) implements Answer {}

        record Touched(boolean done) implements Answer {}
    }

    /** Makes a call on a blocking client. */
    static Answer make(StorageCall call, StorageClient client) {
        if (call instanceof Get get) {
            return new Answer.Found(client.get(get.id(), get.now()).orElse(null));
        }
        if (call instanceof Put put) {
            return new Answer.Put(client.put(put.change(), put.now()));
        }
        if (call instanceof SetExpires touch) {
            return new Answer.Touched(client.setExpires(touch.id(), touch.times(), touch.now()));
        }
        Delete delete = (Delete) call;
        return new Answer.Found(client.delete(delete.id(), delete.now()).orElse(null));
    }

    /** Makes a call on an asynchronous client. */
    static CompletionStage<Answer> make(StorageCall call, AsyncStorageClient client) {
        if (call instanceof Get get) {
            return client.get(get.id(), get.now()).thenApply(found -> new Answer.Found(found.orElse(null)));
        }
        if (call instanceof Put put) {
            return client.put(put.change(), put.now()).thenApply(Answer.Put::new);
        }
        if (call instanceof SetExpires touch) {
            return client.setExpires(touch.id(), touch.times(), touch.now()).thenApply(Answer.Touched::new);
        }
        Delete delete = (Delete) call;
        return client.delete(delete.id(), delete.now()).thenApply(found -> new Answer.Found(found.orElse(null)));
    }

    static <T> Step<StorageCall, Answer, T> get(
            String id, Instant now, Function<Optional<SessionRecord>, Step<StorageCall, Answer, T>> next) {
        return Step.call(new Get(id, now), answer -> next.apply(found(answer)));
    }

    static <T> Step<StorageCall, Answer, T> put(
            Change change, Instant now, Function<PutResult, Step<StorageCall, Answer, T>> next) {
        return Step.call(new Put(change, now), answer -> next.apply(((Answer.Put) answer).result()));
    }

    static <T> Step<StorageCall, Answer, T> setExpires(
            String id, TimesChange times, Instant now, Function<Boolean, Step<StorageCall, Answer, T>> next) {
        return Step.call(new SetExpires(id, times, now), answer -> next.apply(((Answer.Touched) answer).done()));
    }

    static <T> Step<StorageCall, Answer, T> delete(
            String id, Instant now, Function<Optional<SessionRecord>, Step<StorageCall, Answer, T>> next) {
        return Step.call(new Delete(id, now), answer -> next.apply(found(answer)));
    }

    private static Optional<SessionRecord> found(Answer answer) {
        return Optional.ofNullable(((Answer.Found) answer).session());
    }
}
