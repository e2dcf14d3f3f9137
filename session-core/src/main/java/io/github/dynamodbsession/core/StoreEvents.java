package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.log.WarningLog;
import io.github.dynamodbsession.core.storage.ReapResult;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the listeners of a store of its operations, and of what happened to sessions. Safe for use by several
 * threads.
 */
final class StoreEvents {

    private final WarningLog log = WarningLog.named(StoreLog.NAME);
    private final Listeners listeners;
    private final LongSupplier ticker;
    private final Wording wording;

    /**
     * Events of one store.
     *
     * @param ticker nanoseconds from any origin
     * @param wording how failures are worded
     */
    StoreEvents(Listeners listeners, LongSupplier ticker, Wording wording) {
        this.listeners = listeners;
        this.ticker = ticker;
        this.wording = wording;
    }

    Listeners listeners() {
        return listeners;
    }

    Wording wording() {
        return wording;
    }

    // ---- operations ----

    /**
     * An operation begins: measures it, if a listener listens for operations.
     *
     * @param waits whether this thread waits for the operation, and notifies of its end
     */
    Measurement begin(Kind kind, boolean waits) {
        return listeners.listenForOperations()
                ? new Measurement(kind, ticker, listeners.begin(kind, waits))
                : Measurement.NONE;
    }

    /** An operation is over: notifies of it, and does what follows. Only the first end of a measurement counts. */
    <R, T> T over(Operation<R, T> operation, Measurement measured, R result) {
        if (measured != Measurement.NONE) {
            Ending ending = operation.ending().apply(result);
            SessionException failure = ending.failure();
            over(measured, ending.outcome(), failure == null ? null : wording.of(failure));
        }
        return operation.after().apply(result);
    }

    /** The future of an operation was completed by its caller before the operation ended. */
    void cancelled(Measurement measured) {
        over(measured, Outcome.CANCELLED, null);
    }

    /**
     * An operation failed, or was cancelled.
     *
     * @param failure what its caller gets
     */
    void failed(Measurement measured, Throwable failure) {
        @Nullable SessionException ours = failure instanceof SessionException e ? e : null;
        over(measured, measured.outcome(failure), ours);
        if (ours != null) {
            failed(ours);
        }
    }

    private void over(Measurement measured, Outcome outcome, @Nullable SessionException failure) {
        if (measured != Measurement.NONE) {
            measured.over(outcome, failure).ifPresent(event -> listeners.over(event, measured.companions()));
        }
    }

    // ---- sessions ----

    void saved(Session saved, @Nullable String oldId, SaveResult result) {
        saved.reportUndecodable();
        switch (result) {
            case CREATED -> notifyEach(saved, SessionListener::onCreated);
            case RENAMED, RENEWED -> {
                if (oldId != null) {
                    notifyEach(saved, (listener, session) -> listener.onIdChanged(session, oldId));
                }
            }
            case ENDED -> notifyEach(saved, SessionListener::onSavedTooLate);
            case CHANGED, TOUCHED, UNCHANGED -> {}
        }
    }

    private void notifyEach(Session saved, BiConsumer<SessionListener, Session> what) {
        Session session = saved.withoutToken();
        listeners.notifyEach(listener -> what.accept(listener, session));
    }

    void ended(Session session, EndCause cause) {
        listeners.notifyEach(listener -> listener.onEnded(session, cause));
    }

    /** A session ended on another node. */
    void endedElsewhere(String id) {
        Objects.requireNonNull(id, "id");
        listeners.notifyEach(listener -> listener.onEndedElsewhere(id));
    }

    void reaped(ReapResult result) {
        result.firstFailure().map(wording::of).ifPresent(this::failed);
        listeners.notifyEach(listener -> listener.onReaped(result));
    }

    void undecodable(SessionCodecException original) {
        SessionCodecException failure =
                wording.of(original) instanceof SessionCodecException worded ? worded : original;
        if (listeners.noneReportsUndecodableAttributes()) {
            String message = String.valueOf(failure.getMessage());
            log.warn(message, "An attribute is left out of its session. " + message, null);
        }
        listeners.notifyEach(listener -> listener.onAttributeUndecodable(failure));
    }

    private void failed(SessionException failure) {
        listeners.notifyEach(listener -> listener.onFailure(failure));
    }
}
