package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations on many sessions, as steps over the capabilities of a storage.
 *
 * @param handedOut creates working copies of stored sessions
 * @param presence decides which sessions are over for this store
 */
record SessionQueries(
        Function<List<SessionRecord>, Step<StorageCall, StorageCall.Answer, List<Session>>> handedOut,
        Presence presence) {

    /** One page of living sessions with a value, each in its current state. */
    Step<StorageCall, StorageCall.Answer, Page<Session>> findByIndex(
            IndexQuestion question, @Nullable String after, Instant now) {
        return confirmed(question, after, now).then(this::handedOut);
    }

    private Step<StorageCall, StorageCall.Answer, Page<Session>> handedOut(Page<SessionRecord> page) {
        return handedOut.apply(page.items()).map(sessions -> new Page<>(sessions, page.next()));
    }

    /** All living sessions with a value. */
    Step<StorageCall, StorageCall.Answer, List<Session>> findAllByIndex(IndexQuestion question, Instant now) {
        return findAllByIndex(question, null, now, new ArrayList<>());
    }

    private Step<StorageCall, StorageCall.Answer, List<Session>> findAllByIndex(
            IndexQuestion question, @Nullable String after, Instant now, List<Session> before) {
        return findByIndex(question, after, now).then(page -> {
            before.addAll(page.items());
            return page.next() == null
                    ? Step.done(List.copyOf(before))
                    : findAllByIndex(question, page.next(), now, before);
        });
    }

    /** All living sessions. */
    Step<StorageCall, StorageCall.Answer, List<Session>> listAll(Instant now) {
        List<Session> all = new ArrayList<>();
        return forEach(now, all::add).map(number -> List.copyOf(all));
    }

    /**
     * Passes all living sessions to a consumer.
     *
     * @return how many there were
     */
    Step<StorageCall, StorageCall.Answer, Long> forEach(Instant now, Consumer<Session> session) {
        return forEach(null, now, session, 0);
    }

    private Step<StorageCall, StorageCall.Answer, Long> forEach(
            @Nullable String after, Instant now, Consumer<Session> session, long before) {
        return list(after, now).then(page -> {
            page.items().forEach(session);
            long soFar = before + page.items().size();
            return page.next() == null ? Step.done(soFar) : forEach(page.next(), now, session, soFar);
        });
    }

    /** One page of living sessions. */
    Step<StorageCall, StorageCall.Answer, Page<Session>> list(@Nullable String after, Instant now) {
        return StorageCall.list(now, after, this::handedOut);
    }

    /**
     * Deletes every session with a value.
     *
     * @param removed receives each session that was removed
     * @return how many were alive until then
     */
    Step<StorageCall, StorageCall.Answer, Long> deleteByIndex(
            IndexQuestion question, Instant now, Consumer<SessionRecord> removed) {
        return deleteByIndex(question, null, now, removed, 0);
    }

    private Step<StorageCall, StorageCall.Answer, Long> deleteByIndex(
            IndexQuestion question, @Nullable String after, Instant now, Consumer<SessionRecord> removed, long before) {
        IndexQuestion.Part part = question.after(after);
        return StorageCall.findIds(question.index(), part.form(), part.after(), page -> deleteEach(
                        question.index(), part.form(), page.items(), now, removed)
                .then(deleted -> {
                    String end = question.endOf(part, page.next());
                    return end == null
                            ? Step.done(before + deleted)
                            : deleteByIndex(question, end, now, removed, before + deleted);
                }));
    }

    /**
     * An index is eventually consistent, and a session may have another user by now: each delete checks the value
     * again.
     */
    private Step<StorageCall, StorageCall.Answer, Long> deleteEach(
            String index, String value, List<String> ids, Instant now, Consumer<SessionRecord> removed) {
        List<StorageCall> deletes = ids.stream()
                .<StorageCall>map(id -> new StorageCall.DeleteIndexed(id, index, value, now))
                .toList();
        return Step.calls(deletes, answers -> {
            List<SessionRecord> gone = StorageCall.Answer.found(answers);
            gone.forEach(removed);
            return Step.done(gone.stream()
                    .filter(session -> !presence.isOver(session, now))
                    .count());
        });
    }

    /** An index is eventually consistent: each hit is verified by reading the session. */
    private static Step<StorageCall, StorageCall.Answer, Page<SessionRecord>> confirmed(
            IndexQuestion question, @Nullable String after, Instant now) {
        IndexQuestion.Part part = question.after(after);
        return StorageCall.findIds(question.index(), part.form(), part.after(), page -> {
            List<StorageCall> reads = page.items().stream()
                    .<StorageCall>map(id -> new StorageCall.GetConsistently(id, now))
                    .toList();
            return Step.calls(
                    reads,
                    answers -> Step.done(new Page<>(
                            having(part.form(), question.index(), StorageCall.Answer.found(answers)),
                            question.endOf(part, page.next()))));
        });
    }

    /** Those with a value, each once: a page may have a former id of a session beside the present one. */
    private static List<SessionRecord> having(String value, String index, List<SessionRecord> sessions) {
        Map<String, SessionRecord> byId = new LinkedHashMap<>();
        sessions.stream()
                .filter(session -> value.equals(session.indexed().get(index)))
                .forEach(session -> byId.put(session.id(), session));
        return List.copyOf(byId.values());
    }
}
