package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncSessionListing;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /** Asks an index; see {@link SessionIndexes#find}. */
    record FindIds(String index, String value, @Nullable String after) implements StorageCall {
        @Override
        public String toString() {
            return "find in " + index;
        }
    }

    /** A read of what is there now; see {@link SessionIndexes#getConsistently}. */
    record GetConsistently(String id, Instant now) implements StorageCall {
        @Override
        public String toString() {
            return "get consistently";
        }
    }

    /** See {@link SessionIndexes#deleteIndexed}. */
    record DeleteIndexed(String id, String index, String value, Instant now) implements StorageCall {
        @Override
        public String toString() {
            return "delete if in " + index;
        }
    }

    /** One page of all; see {@link SessionListing#list}. */
    record ListAll(Instant now, @Nullable String after) implements StorageCall {
        @Override
        public String toString() {
            return "list";
        }
    }

    /** What the port answered. */
    sealed interface Answer {

        record Found(@Nullable SessionRecord session) implements Answer {}

        record Put(PutResult result) implements Answer {}

        record Touched(boolean done) implements Answer {}

        record Ids(Page<String> page) implements Answer {}

        record Listed(Page<SessionRecord> page) implements Answer {}

        /** The sessions that reads or deletes answered with. */
        static List<SessionRecord> found(List<Answer> answers) {
            return answers.stream()
                    .map(answer -> ((Found) answer).session())
                    .filter(Objects::nonNull)
                    .toList();
        }
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
        if (call instanceof Delete delete) {
            return new Answer.Found(client.delete(delete.id(), delete.now()).orElse(null));
        }
        if (call instanceof FindIds find) {
            return new Answer.Ids(
                    capability(client.capability(SessionIndexes.class)).find(find.index(), find.value(), find.after()));
        }
        if (call instanceof GetConsistently get) {
            return new Answer.Found(capability(client.capability(SessionIndexes.class))
                    .getConsistently(get.id(), get.now())
                    .orElse(null));
        }
        if (call instanceof DeleteIndexed delete) {
            return new Answer.Found(capability(client.capability(SessionIndexes.class))
                    .deleteIndexed(delete.id(), delete.index(), delete.value(), delete.now())
                    .orElse(null));
        }
        ListAll list = (ListAll) call;
        return new Answer.Listed(capability(client.capability(SessionListing.class)).list(list.now(), list.after()));
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
        if (call instanceof Delete delete) {
            return client.delete(delete.id(), delete.now()).thenApply(found -> new Answer.Found(found.orElse(null)));
        }
        if (call instanceof FindIds find) {
            return capability(client.capability(AsyncSessionIndexes.class))
                    .find(find.index(), find.value(), find.after())
                    .thenApply(Answer.Ids::new);
        }
        if (call instanceof GetConsistently get) {
            return capability(client.capability(AsyncSessionIndexes.class))
                    .getConsistently(get.id(), get.now())
                    .thenApply(found -> new Answer.Found(found.orElse(null)));
        }
        if (call instanceof DeleteIndexed delete) {
            return capability(client.capability(AsyncSessionIndexes.class))
                    .deleteIndexed(delete.id(), delete.index(), delete.value(), delete.now())
                    .thenApply(found -> new Answer.Found(found.orElse(null)));
        }
        ListAll list = (ListAll) call;
        return capability(client.capability(AsyncSessionListing.class))
                .list(list.now(), list.after())
                .thenApply(Answer.Listed::new);
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

    static <T> Step<StorageCall, Answer, T> findIds(
            String index,
            String value,
            @Nullable String after,
            Function<Page<String>, Step<StorageCall, Answer, T>> next) {
        return Step.call(new FindIds(index, value, after), answer -> next.apply(((Answer.Ids) answer).page()));
    }

    static <T> Step<StorageCall, Answer, T> list(
            Instant now, @Nullable String after, Function<Page<SessionRecord>, Step<StorageCall, Answer, T>> next) {
        return Step.call(new ListAll(now, after), answer -> next.apply(((Answer.Listed) answer).page()));
    }

    /**
     * What the storage can do, if it can.
     *
     * @throws SessionConfigurationException if it cannot
     */
    static <T> T capability(Optional<T> capability) {
        return capability.orElseThrow(() -> new SessionConfigurationException(
                "This storage can neither list sessions nor find them by an index: it lacks that capability.",
                null));
    }

    private static Optional<SessionRecord> found(Answer answer) {
        return Optional.ofNullable(((Answer.Found) answer).session());
    }
}
