package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.Page;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a store does, as values that a blocking and an asynchronous store run alike; and the little that it does without
 * calling the storage. Safe for use by several threads.
 */
final class StoreOperations {

    /** Clocks of nodes differ: a session is removed only once it has been expired for this long on this node. */
    private static final Duration REAP_GRACE = Duration.ofSeconds(5);

    /** Every save draws one, and most are not used. */
    private static final int TOKENS_AHEAD = 64;

    private final Clock clock;
    private final LongSupplier ticker;
    private final SessionTokens tokens;
    private final StoreEvents events;
    private final boolean isTtlChosen;
    private final IndexRegistry indexes;
    private final Presence presence;
    private final SessionOperations sessions;
    private final SessionQueries queries;
    private final Supplier<String> writeTokens = new RandomIds(RandomIds.WRITE_TOKEN_BYTES, TOKENS_AHEAD);
    private final OutageLog outages;
    private final SharedReads reads;
    private final UnknownTokens unknown;

    /** Made once: saves are frequent. */
    private final Function<SessionOperations.Saved, SaveResult> afterSave = this::saved;

    StoreOperations(
            Clock clock,
            LongSupplier ticker,
            SessionTokens tokens,
            StoreEvents events,
            ExpiryPolicy policy,
            Duration ttl,
            boolean isTtlChosen,
            AttributeCodec codec,
            IndexRegistry indexes,
            @Nullable AttributeLoading lazily,
            SharedReads reads,
            UnknownTokens unknown) {
        this.reads = reads;
        this.unknown = unknown;
        this.clock = clock;
        this.ticker = ticker;
        this.tokens = tokens;
        this.events = events;
        this.isTtlChosen = isTtlChosen;
        this.indexes = indexes;
        this.presence = new Presence(policy);
        this.sessions = new SessionOperations(
                policy,
                ttl,
                codec,
                indexes,
                new SessionHome(events::undecodable, lazily == null ? StoreOperations::tooLate : lazily),
                lazily == null);
        this.queries = new SessionQueries(sessions::handedOut, presence);
        this.outages = new OutageLog("Session storage answers again", ticker);
    }

    /** For sessions that were handed out without what the storage failed to load: removed ones. */
    private static LoadedAttributes tooLate(SessionRecord session, Set<String> names) {
        return new LoadedAttributes(
                Map.of(),
                names.stream()
                        .collect(Collectors.toMap(
                                name -> name,
                                name -> "is stored apart from its session, and could not be read when that ended")));
    }

    StoreEvents events() {
        return events;
    }

    IndexRegistry indexes() {
        return indexes;
    }

    LongSupplier ticker() {
        return ticker;
    }

    SharedReads reads() {
        return reads;
    }

    /** A call has ended, with an answer or not. */
    void ended(StorageCall call) {
        reads.ended(call);
        unknown.ended(call);
    }

    OutageLog outages() {
        return outages;
    }

    /** For the reaper, which may fail while requests are served. */
    OutageLog reaperOutages() {
        return new OutageLog("Expired sessions are removed again", ticker);
    }

    /** An answer of the storage, as this store sees it. */
    StorageCall.Answer answered(StorageCall call, StorageCall.Answer answer) {
        if (call.servesRequests()) {
            outages.answered();
        }
        return presence.seen(call, answer);
    }

    // ---- without the storage ----

    Session create() {
        return sessions.begin(tokens.next(), now());
    }

    Session create(Duration interval) {
        Duration checked = Session.checkedInterval("interval", Session.atMostMaximum(interval));
        return isTtlChosen ? create() : sessions.begin(tokens.next(), checked, now());
    }

    String changeId(Session session) {
        if (session.isEnded()) {
            throw new IllegalStateException("The session has ended; its id cannot be changed");
        }
        // Drawn here, once: however often the change is tried, it leads to one id.
        SessionToken token = tokens.next();
        session.copy().changeId(token);
        return token.id();
    }

    boolean isExpired(Session session) {
        return session.isEnded() || presence.policy().isOver(session.copy().times(), now());
    }

    boolean isIdDue(Session session) {
        WorkingCopy copy = session.copy();
        IdRenewal renewal = presence.policy().renewal();
        return renewal.isOn() && !copy.isEnded() && copy.isRenewable() && renewal.isDue(copy.times(), now());
    }

    Optional<SessionToken> presented(String text) {
        return tokens.presented(Objects.requireNonNull(text, "text"));
    }

    private Instant now() {
        return clock.instant();
    }

    // ---- one session ----

    Operation<Optional<Session>, Optional<Session>> find(String id) {
        Objects.requireNonNull(id, "id");
        return Operation.of(Kind.FIND, measured -> sessions.find(id, now()), found -> Ending.found(found.isPresent()));
    }

    Operation<Optional<Session>, Optional<Session>> findByToken(SessionToken token) {
        Objects.requireNonNull(token, "token");
        return Operation.of(
                Kind.FIND,
                measured -> sessions.findByToken(token, tokens, now(), unknown),
                found -> Ending.found(found.isPresent()));
    }

    Operation<Boolean, Boolean> isAlive(String id) {
        Objects.requireNonNull(id, "id");
        return Operation.of(Kind.FIND, measured -> sessions.isAlive(id, now()), Ending::found);
    }

    /** Loads attributes that are stored apart, because one of them is read. */
    Operation<LoadedAttributes, LoadedAttributes> load(SessionRecord session, Set<String> names) {
        return Operation.of(Kind.LOAD, measured -> StorageCall.load(session, names), loaded -> Ending.DONE);
    }

    Operation<SessionOperations.Saved, SaveResult> save(Session session) {
        return save(session, null);
    }

    Operation<SessionOperations.Saved, SaveResult> saveAndRenewId(Session session) {
        return save(session, tokens::next);
    }

    private Operation<SessionOperations.Saved, SaveResult> save(
            Session session, @Nullable Supplier<SessionToken> newIds) {
        return new Operation<>(
                Kind.SAVE,
                session.copy(),
                measured -> sessions.save(session, now(), new DrawnOnce(writeTokens), newIds, measured),
                saved -> Ending.of(saved.result()),
                afterSave);
    }

    private SaveResult saved(SessionOperations.Saved saved) {
        events.saved(saved.session(), saved.oldId(), saved.result());
        return saved.result();
    }

    Operation<Optional<Removal>, Boolean> delete(Session session) {
        return delete(session.copy(), now -> sessions.delete(session.copy(), now));
    }

    Operation<Optional<Removal>, Boolean> delete(String id) {
        Objects.requireNonNull(id, "id");
        return delete(null, now -> sessions.delete(id, now));
    }

    Operation<Optional<Removal>, Boolean> deleteByToken(SessionToken token) {
        Objects.requireNonNull(token, "token");
        return delete(null, now -> sessions.deleteByToken(token, tokens, now));
    }

    private Operation<Optional<Removal>, Boolean> delete(
            @Nullable WorkingCopy copy,
            Function<Instant, Step<StorageCall, StorageCall.Answer, Optional<SessionRecord>>> steps) {
        return new Operation<>(
                Kind.DELETE,
                copy,
                measured -> {
                    Instant now = now();
                    return steps.apply(now)
                            .map(removed -> removed.map(session -> removal(session, EndCause.APPLICATION, now)));
                },
                removal -> Ending.deleted(wasAlive(removal)),
                removal -> {
                    removal.ifPresent(this::ended);
                    return wasAlive(removal);
                });
    }

    private static boolean wasAlive(Optional<Removal> removal) {
        return removal.isPresent() && removal.get().wasAlive();
    }

    /** A session that had already expired is reported as expired, whatever removed it. */
    private Removal removal(SessionRecord removed, EndCause cause, Instant now) {
        return new Removal(removed, presence.isOver(removed, now) ? EndCause.EXPIRY : cause);
    }

    /** Called for each session that a call removes, before the call has ended. */
    private void ended(Removal removal) {
        reads.forgetAll();
        if (!events.listeners().isEmpty()) {
            events.ended(sessions.ended(removal.session()), removal.cause());
        }
    }

    private Consumer<SessionRecord> endedByAdministration(Instant now) {
        return removed -> ended(removal(removed, EndCause.ADMINISTRATION, now));
    }

    private void expired(SessionRecord removed) {
        ended(new Removal(removed, EndCause.EXPIRY));
    }

    /** What is read from now on must not be older than what the other node says. */
    void endedElsewhere(String id) {
        reads.forgetAll();
        events.endedElsewhere(id);
    }

    // ---- many sessions ----

    /** One operation per page; the argument is {@link Page#next} of the previous page, or null for the first one. */
    Function<@Nullable String, Operation<Page<Session>, Page<Session>>> pagesByIndex(String index, String value) {
        IndexQuestion question = indexes.question(index, value);
        return after -> Operation.of(
                Kind.FIND_BY_INDEX,
                measured -> queries.findByIndex(question, after, now()),
                page -> Ending.found(!page.items().isEmpty()));
    }

    Operation<List<Session>, List<Session>> findAllByIndex(String index, String value) {
        IndexQuestion question = indexes.question(index, value);
        return Operation.of(
                Kind.FIND_BY_INDEX,
                measured -> queries.findAllByIndex(question, now()),
                found -> Ending.found(!found.isEmpty()));
    }

    Operation<Long, Long> deleteByIndex(String index, String value) {
        IndexQuestion question = indexes.question(index, value);
        return Operation.of(
                Kind.DELETE_BY_INDEX,
                measured -> {
                    Instant now = now();
                    return queries.deleteByIndex(question, now, endedByAdministration(now));
                },
                number -> Ending.deleted(number > 0));
    }

    /** One operation for each page, as with {@link #pagesByIndex}. */
    Function<@Nullable String, Operation<Page<Session>, Page<Session>>> pages() {
        return after -> Operation.of(Kind.LIST, measured -> queries.list(after, now()), page -> Ending.DONE);
    }

    Operation<List<Session>, List<Session>> listAll() {
        return Operation.of(Kind.LIST, measured -> queries.listAll(now()), all -> Ending.DONE);
    }

    Operation<Long, Long> forEach(Consumer<Session> session) {
        Objects.requireNonNull(session, "session");
        return Operation.of(Kind.LIST, measured -> queries.forEach(now(), session), number -> Ending.DONE);
    }

    Operation<Long, Long> count() {
        return Operation.of(Kind.COUNT, measured -> StorageCall.count(now()), number -> Ending.DONE);
    }

    Operation<ReapResult, ReapResult> deleteAll() {
        return Operation.of(
                Kind.DELETE_ALL,
                measured -> {
                    Instant now = now();
                    return StorageCall.deleteAll(now, endedByAdministration(now));
                },
                Ending::of);
    }

    // ---- the storage as a whole ----

    Operation<Boolean, Boolean> init() {
        return Operation.of(Kind.INIT, measured -> StorageCall.init(), ready -> Ending.DONE);
    }

    Operation<StorageStatus, StorageStatus> look() {
        return Operation.of(Kind.HEALTH, measured -> StorageCall.look(), status -> Ending.DONE);
    }

    Operation<Boolean, Boolean> claimReap(Duration interval) {
        return Operation.of(Kind.CLAIM_REAP, measured -> StorageCall.claimReap(now(), interval), Ending::claimed);
    }

    Operation<ReapResult, ReapResult> reap() {
        return new Operation<>(
                Kind.REAP,
                null,
                measured -> StorageCall.deleteExpired(now().minus(REAP_GRACE), this::expired),
                Ending::of,
                result -> {
                    events.reaped(result);
                    return result;
                });
    }
}
