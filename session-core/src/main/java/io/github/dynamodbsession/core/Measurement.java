package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records facts about a running operation. Written by one thread at a time; may be ended by another one, if the
 * operation is cancelled.
 */
final class Measurement {

    /** For operations that no listener listens for: records nothing. */
    static final Measurement NONE = new Measurement();

    private final OperationEvent.Kind kind;
    private final LongSupplier ticker;
    private final long start;
    private final AtomicBoolean over;

    /** Called when the operation is over, in this order. */
    private final List<Consumer<OperationEvent>> companions;

    private volatile OperationEvent.Decision decision = OperationEvent.Decision.NONE;
    private volatile int conflicts;
    private volatile boolean gaveUp;

    private Measurement() {
        this.kind = OperationEvent.Kind.FIND;
        this.ticker = () -> 0;
        this.start = 0;
        this.over = new AtomicBoolean(true);
        this.companions = List.of();
    }

    /**
     * Begins to measure.
     *
     * @param ticker nanoseconds from an arbitrary origin
     * @param companions called when the operation is over, in this order
     */
    Measurement(OperationEvent.Kind kind, LongSupplier ticker, List<Consumer<OperationEvent>> companions) {
        this.kind = kind;
        this.ticker = ticker;
        this.start = ticker.getAsLong();
        this.over = new AtomicBoolean();
        this.companions = companions;
    }

    List<Consumer<OperationEvent>> companions() {
        return companions;
    }

    void decided(OperationEvent.Decision what) {
        if (this != NONE) {
            decision = what;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // volatile for those who read; noted by one thread after the other
    void metConflict() {
        if (this != NONE) {
            conflicts++;
        }
    }

    void gaveUp() {
        if (this != NONE) {
            gaveUp = true;
        }
    }

    /** Ends the measurement: returns the event for listeners; empty if it had already ended. */
    Optional<OperationEvent> over(OperationEvent.Outcome outcome, @Nullable SessionException failure) {
        if (!over.compareAndSet(false, true)) {
            return Optional.empty();
        }
        Duration duration = Duration.ofNanos(Math.max(0, ticker.getAsLong() - start));
        return Optional.of(new OperationEvent(kind, outcome, decision, conflicts, duration, failure));
    }

    /** The outcome of an operation that failed with this. */
    OperationEvent.Outcome outcome(Throwable failure) {
        if (failure instanceof CancellationException || failure instanceof TimeoutException) {
            return OperationEvent.Outcome.CANCELLED;
        }
        if (failure instanceof SessionCodecException || failure instanceof SessionTooLargeException) {
            return OperationEvent.Outcome.REFUSED;
        }
        return gaveUp ? OperationEvent.Outcome.CONFLICT : OperationEvent.Outcome.FAILED;
    }
}
