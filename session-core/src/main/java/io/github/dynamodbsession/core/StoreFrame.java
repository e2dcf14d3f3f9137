package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.log.WarningLog;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a blocking and an asynchronous store have in common: all but the waiting. */
final class StoreFrame {

    /** Clocks of nodes differ; a session is removed only when it has been expired for so long on this one. */
    private static final Duration REAP_GRACE = Duration.ofSeconds(5);

    private final WarningLog log = WarningLog.named(SessionStore.class.getName());
    private final ContextLoader loader;
    private final Clock clock;
    private final LongSupplier ticker;
    private final Supplier<String> ids;
    private final Listeners listeners;
    private final boolean isTtlChosen;
    private final IndexRegistry indexes;
    private final Presence presence;
    private final SessionOperations operations;
    private final SessionQueries queries;
    private final CachedHealth cachedHealth;
    private final Wording wording;
    private final OutageLog outages;

    StoreFrame(
            ContextLoader loader,
            Clock clock,
            LongSupplier ticker,
            Supplier<String> ids,
            Listeners listeners,
            ExpiryPolicy policy,
            Duration ttl,
            boolean isTtlChosen,
            AttributeCodec codec,
            IndexRegistry indexes,
            Wording wording) {
        this.loader = loader;
        this.clock = clock;
        this.ticker = ticker;
        this.ids = ids;
        this.listeners = listeners;
        this.isTtlChosen = isTtlChosen;
        this.indexes = indexes;
        this.presence = new Presence(policy);
        this.operations = new SessionOperations(
                policy, ttl, codec, indexes, new RandomIds(RandomIds.WRITE_TOKEN_BYTES), this::reportSpoiled);
        this.queries = new SessionQueries(operations::found, presence);
        this.cachedHealth = new CachedHealth(ticker);
        this.wording = wording;
        this.outages = new OutageLog("Session storage answers again", ticker);
    }

    ContextLoader loader() {
        return loader;
    }

    Listeners listeners() {
        return listeners;
    }

    IndexRegistry indexes() {
        return indexes;
    }

    SessionOperations operations() {
        return operations;
    }

    SessionQueries queries() {
        return queries;
    }

    /** For an operation on one session that begins now. */
    TimeLeft timeLeft(Optional<TimeLimited> capability) {
        return TimeLeft.from(capability, ticker);
    }

    /** What the storage has answered, as a store sees it. */
    StorageCall.Answer answered(StorageCall call, StorageCall.Answer answer) {
        outages.answered();
        return presence.seen(call, answer);
    }

    OutageLog outages() {
        return outages;
    }

    /** For what is logged of the clean-up, which may be refused while requests are served. */
    OutageLog reaperOutages() {
        return new OutageLog("Expired sessions are removed again", ticker);
    }

    CachedHealth cachedHealth() {
        return cachedHealth;
    }

    /** How failures are told. */
    Wording wording() {
        return wording;
    }

    /** What is to be said of a storage that fails a look. */
    static StorageStatus failedLook(SessionException failure) {
        return new StorageStatus(false, String.valueOf(failure.getMessage()), Map.of());
    }

    Instant now() {
        return clock.instant();
    }

    /** Sessions that have expired by then are removed. */
    Instant reapBefore() {
        return clock.instant().minus(REAP_GRACE);
    }

    Session create() {
        return operations.begin(newId(), clock.instant());
    }

    Session create(Duration interval) {
        Duration checked = Session.checkedInterval("interval", Session.atMostLongest(interval));
        return isTtlChosen ? create() : operations.begin(newId(), checked, clock.instant());
    }

    String changeId(Session session) {
        if (session.isEnded()) {
            throw new IllegalStateException("The session has ended; it cannot have another id");
        }
        String id = newId();
        session.copy().changeId(id);
        return id;
    }

    boolean isExpired(Session session) {
        return session.isEnded() || presence.policy().isOver(session.copy().times(), now());
    }

    private String newId() {
        String id = ids.get();
        if (id == null || !SessionIds.isValid(id)) {
            throw new SessionConfigurationException(
                    "idGenerator made a string that cannot be a session id; right is 1 to " + SessionIds.MAX_LENGTH
                            + " of the characters A-Z a-z 0-9 - . _ ~",
                    null);
        }
        return id;
    }

    void saved(Measurement measured, Session session, Optional<String> oldId, SaveResult result) {
        over(measured, Outcome.of(result));
        session.reportSpoiled();
        switch (result) {
            case CREATED -> listeners.tell(l -> l.onCreated(session));
            case RENAMED -> oldId.ifPresent(old -> listeners.tell(l -> l.onIdChanged(session, old)));
            case ENDED -> listeners.tell(l -> l.onSavedTooLate(session));
            case CHANGED, TOUCHED, UNCHANGED -> {}
        }
    }

    /** Whether what was removed was alive until then. What had expired before is announced as that, and was not. */
    boolean deleted(Measurement measured, Optional<SessionRecord> removed, Instant now) {
        boolean expired = removed.isPresent() && presence.isOver(removed.get(), now);
        boolean alive = removed.isPresent() && !expired;
        over(measured, Outcome.deleted(alive));
        removed.ifPresent(record -> ended(record, expired ? EndCause.EXPIRY : EndCause.APPLICATION));
        return alive;
    }

    /** Another node announced it. */
    void endedElsewhere(String id) {
        Objects.requireNonNull(id, "id");
        listeners.tell(l -> l.onEndedElsewhere(id));
    }

    void expired(SessionRecord removed) {
        ended(removed, EndCause.EXPIRY);
    }

    /** Somebody else than its user ended it; what had expired before is announced as that. */
    void removedByAdministration(SessionRecord removed, Instant now) {
        ended(removed, presence.isOver(removed, now) ? EndCause.EXPIRY : EndCause.ADMINISTRATION);
    }

    /**
     * Begins to measure an operation, if somebody wants to be told of it.
     *
     * @param waits whether this thread waits for it, and tells of its end
     */
    Measurement begin(Kind kind, boolean waits) {
        return listeners.listenForOperations()
                ? new Measurement(kind, ticker, listeners.begin(kind, waits))
                : Measurement.NONE;
    }

    /** An operation is over; only the first time counts. */
    void over(Measurement measured, Outcome outcome) {
        over(measured, outcome, null);
    }

    void over(Measurement measured, ReapResult result) {
        over(
                measured,
                Outcome.of(result),
                result.firstFailure().map(wording::of).orElse(null));
    }

    private void over(Measurement measured, Outcome outcome, @Nullable SessionException failure) {
        if (measured != Measurement.NONE) {
            measured.over(outcome, failure).ifPresent(operation -> listeners.tell(operation, measured.companions()));
        }
    }

    /** An operation is over that failed, or was given up by its caller. */
    void failed(Measurement measured, Throwable failure) {
        @Nullable SessionException ours = failure instanceof SessionException e ? e : null;
        over(measured, measured.outcome(failure), ours);
        if (ours != null) {
            failed(ours);
        }
    }

    private void ended(SessionRecord removed, EndCause cause) {
        if (!listeners.isEmpty()) {
            Session session = operations.ended(removed);
            listeners.tell(l -> l.onEnded(session, cause));
        }
    }

    void reaped(ReapResult result) {
        result.firstFailure().map(wording::of).ifPresent(this::failed);
        listeners.tell(l -> l.onReaped(result));
    }

    void failed(SessionException failure) {
        listeners.tell(l -> l.onFailure(failure));
    }

    private void reportSpoiled(SessionCodecException spoiled) {
        SessionCodecException failure = wording.of(spoiled) instanceof SessionCodecException worded ? worded : spoiled;
        if (listeners.noneReportsSpoiledAttributes()) {
            String told = String.valueOf(failure.getMessage());
            log.warn(told, "An attribute is left out of its session. " + told, null);
        }
        listeners.tell(l -> l.onAttributeSpoiled(failure));
    }
}
