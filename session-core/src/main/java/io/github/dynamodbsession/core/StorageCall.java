package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncSessionListing;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of the storage port as data, so that the same operations run on a blocking and an asynchronous client: one
 * type per method of the port and of its optional capabilities. No {@code toString} shows an id or a value.
 */
sealed interface StorageCall {

    /** Makes the call and waits for the answer. */
    Answer on(StorageClient client);

    /** Makes the call. */
    CompletionStage<Answer> on(AsyncStorageClient client);

    /**
     * Whether an answer shows that the storage serves requests again after an outage. What only looks at the storage, or
     * maintains it, may be answered all the while.
     */
    default boolean servesRequests() {
        return true;
    }

    /**
     * Reads a session.
     *
     * @param isShareable whether an overlapping read of the same session may have the same answer; see {@link SharedReads}
     */
    record Get(String id, Instant now, boolean isShareable) implements StorageCall {

        Get(String id, Instant now) {
            this(id, now, false);
        }

        @Override
        public Answer on(StorageClient client) {
            return Answer.Found.of(client.get(id, now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return client.get(id, now).thenApply(Answer.Found::of);
        }

        @Override
        public String toString() {
            return "get";
        }
    }

    record Put(Change change, Instant now) implements StorageCall {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Put(client.put(change, now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return client.put(change, now).thenApply(Answer.Put::new);
        }
    }

    /** See {@link AttributeLoading#load}. */
    record Load(SessionRecord session, Set<String> names) implements StorageCall {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Loaded(capability(client, AttributeLoading.class).load(session, names));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncAttributeLoading.class)
                    .load(session, names)
                    .thenApply(Answer.Loaded::new);
        }

        @Override
        public String toString() {
            return "load " + names.size() + " attributes";
        }
    }

    record SetExpires(String id, TimesChange times, Instant now) implements StorageCall {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Touched(client.setExpires(id, times, now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return client.setExpires(id, times, now).thenApply(Answer.Touched::new);
        }

        @Override
        public String toString() {
            return "touch: " + times;
        }
    }

    record Delete(String id, Instant now) implements Removes {

        @Override
        public Answer on(StorageClient client) {
            return Answer.Found.of(client.delete(id, now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return client.delete(id, now).thenApply(Answer.Found::of);
        }

        @Override
        public String toString() {
            return "delete";
        }
    }

    /** Queries an index; see {@link SessionIndexes#find}. */
    record FindIds(String index, String value, @Nullable String after) implements StorageCall {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Ids(capability(client, SessionIndexes.class).find(index, value, after));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncSessionIndexes.class)
                    .find(index, value, after)
                    .thenApply(Answer.Ids::new);
        }

        @Override
        public String toString() {
            return "find in " + index;
        }
    }

    /** A consistent read; see {@link SessionIndexes#getConsistently}. */
    record GetConsistently(String id, Instant now) implements StorageCall {

        @Override
        public Answer on(StorageClient client) {
            return Answer.Found.of(capability(client, SessionIndexes.class).getConsistently(id, now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncSessionIndexes.class)
                    .getConsistently(id, now)
                    .thenApply(Answer.Found::of);
        }

        @Override
        public String toString() {
            return "get consistently";
        }
    }

    /** See {@link SessionIndexes#deleteIndexed}. */
    record DeleteIndexed(String id, String index, String value, Instant now) implements Removes {

        @Override
        public Answer on(StorageClient client) {
            return Answer.Found.of(capability(client, SessionIndexes.class).deleteIndexed(id, index, value, now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncSessionIndexes.class)
                    .deleteIndexed(id, index, value, now)
                    .thenApply(Answer.Found::of);
        }

        @Override
        public String toString() {
            return "delete if in " + index;
        }
    }

    /** One page of all sessions; see {@link SessionListing#list}. */
    record ListAll(Instant now, @Nullable String after) implements StorageCall {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Listed(capability(client, SessionListing.class).list(now, after));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncSessionListing.class)
                    .list(now, after)
                    .thenApply(Answer.Listed::new);
        }

        @Override
        public String toString() {
            return "list";
        }
    }

    /** See {@link SessionListing#count}. */
    record Count(Instant now) implements Maintenance {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Counted(capability(client, SessionListing.class).count(now));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncSessionListing.class).count(now).thenApply(Answer.Counted::new);
        }
    }

    /** See {@link SessionListing#deleteAll}. */
    record DeleteAll(Instant now, Consumer<SessionRecord> removed) implements RemovesMany {

        @Override
        public StorageCall passing(Consumer<SessionRecord> other) {
            return new DeleteAll(now, other);
        }

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Reaped(capability(client, SessionListing.class).deleteAll(now, removed));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncSessionListing.class)
                    .deleteAll(now, removed)
                    .thenApply(Answer.Reaped::new);
        }
    }

    record DeleteExpired(Instant before, Consumer<SessionRecord> removed) implements RemovesMany {

        @Override
        public StorageCall passing(Consumer<SessionRecord> other) {
            return new DeleteExpired(before, other);
        }

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Reaped(client.deleteExpired(before, removed));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return client.deleteExpired(before, removed).thenApply(Answer.Reaped::new);
        }
    }

    /** See {@link ReapRounds#claim}. */
    record ClaimReap(Instant now, Duration interval) implements Maintenance {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Claimed(capability(client, ReapRounds.class).claim(now, interval));
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncReapRounds.class)
                    .claim(now, interval)
                    .thenApply(Answer.Claimed::new);
        }
    }

    /** See {@link StorageHealth#look}. */
    record Look() implements Maintenance {

        @Override
        public Answer on(StorageClient client) {
            return new Answer.Seen(capability(client, StorageHealth.class).look());
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return capability(client, AsyncStorageHealth.class).look().thenApply(Answer.Seen::new);
        }
    }

    record Init() implements Maintenance {

        @Override
        public Answer on(StorageClient client) {
            client.init();
            return new Answer.Ready();
        }

        @Override
        public CompletionStage<Answer> on(AsyncStorageClient client) {
            return client.init().thenApply(ready -> new Answer.Ready());
        }
    }

    /** A call that does not serve a request. */
    sealed interface Maintenance extends StorageCall {

        @Override
        default boolean servesRequests() {
            return false;
        }
    }

    /** A call that removes sessions. */
    sealed interface Removes extends StorageCall {}

    /** A call that passes on the sessions that it removes. */
    sealed interface RemovesMany extends Maintenance, Removes {

        Consumer<SessionRecord> removed();

        /** The same call that passes them to another consumer. */
        StorageCall passing(Consumer<SessionRecord> other);

        @Override
        default boolean servesRequests() {
            return false;
        }
    }

    /** What the port answered. */
    sealed interface Answer {

        record Found(@Nullable SessionRecord session) implements Answer {

            static Answer of(Optional<SessionRecord> session) {
                return new Found(session.orElse(null));
            }
        }

        record Loaded(LoadedAttributes attributes) implements Answer {}

        record Put(PutResult result) implements Answer {}

        record Touched(boolean done) implements Answer {}

        record Ids(Page<String> page) implements Answer {}

        record Listed(Page<SessionRecord> page) implements Answer {}

        record Counted(long number) implements Answer {}

        record Reaped(ReapResult result) implements Answer {}

        record Claimed(boolean claimed) implements Answer {}

        record Seen(StorageStatus status) implements Answer {}

        record Ready() implements Answer {}

        /** Whether a read or a delete answered with a session. */
        static boolean isFound(Answer answer) {
            return ((Found) answer).session() != null;
        }

        /** The sessions that reads or deletes answered with. */
        static List<SessionRecord> found(List<Answer> answers) {
            return answers.stream()
                    .map(answer -> ((Found) answer).session())
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** A read for a write: a session that has another id by now is absent. */
    static <T> Step<StorageCall, Answer, T> get(
            String id, Instant now, Function<Optional<SessionRecord>, Step<StorageCall, Answer, T>> next) {
        return getRenewed(id, now, found -> next.apply(found.filter(session -> session.formerId() == null)));
    }

    /** The same, but a session whose id was renewed is read under its former id, as long as the storage allows that. */
    static <T> Step<StorageCall, Answer, T> getRenewed(
            String id, Instant now, Function<Optional<SessionRecord>, Step<StorageCall, Answer, T>> next) {
        return Step.call(new Get(id, now), answer -> next.apply(found(answer)));
    }

    static Step<StorageCall, Answer, LoadedAttributes> load(SessionRecord session, Set<String> names) {
        return Step.call(new Load(session, names), answer -> Step.done(((Answer.Loaded) answer).attributes()));
    }

    /** A read that may share its call with others; of a former id as well. */
    static <T> Step<StorageCall, Answer, T> find(
            String id, Instant now, Function<Optional<SessionRecord>, Step<StorageCall, Answer, T>> next) {
        return Step.call(new Get(id, now, true), answer -> next.apply(found(answer)));
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

    static Step<StorageCall, Answer, Long> count(Instant now) {
        return Step.call(new Count(now), answer -> Step.done(((Answer.Counted) answer).number()));
    }

    static Step<StorageCall, Answer, ReapResult> deleteAll(Instant now, Consumer<SessionRecord> removed) {
        return Step.call(new DeleteAll(now, removed), answer -> Step.done(((Answer.Reaped) answer).result()));
    }

    static Step<StorageCall, Answer, ReapResult> deleteExpired(Instant before, Consumer<SessionRecord> removed) {
        return Step.call(new DeleteExpired(before, removed), answer -> Step.done(((Answer.Reaped) answer).result()));
    }

    static Step<StorageCall, Answer, Boolean> claimReap(Instant now, Duration interval) {
        return Step.call(new ClaimReap(now, interval), answer -> Step.done(((Answer.Claimed) answer).claimed()));
    }

    static Step<StorageCall, Answer, StorageStatus> look() {
        return Step.call(new Look(), answer -> Step.done(((Answer.Seen) answer).status()));
    }

    static Step<StorageCall, Answer, Boolean> init() {
        return Step.call(new Init(), answer -> Step.done(true));
    }

    private static Optional<SessionRecord> found(Answer answer) {
        return Optional.ofNullable(((Answer.Found) answer).session());
    }

    private static <T> T capability(StorageClient client, Class<T> type) {
        return client.capability(type).orElseThrow(() -> missing(type));
    }

    private static <T> T capability(AsyncStorageClient client, Class<T> type) {
        return client.capability(type).orElseThrow(() -> missing(type));
    }

    private static SessionConfigurationException missing(Class<?> type) {
        return new SessionConfigurationException(
                "This storage does not support the operation: it lacks the capability " + type.getSimpleName() + ".",
                null);
    }
}
