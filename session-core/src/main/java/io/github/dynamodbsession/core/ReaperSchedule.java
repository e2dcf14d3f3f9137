package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.log.OutageLog;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store removes expired sessions, and how often. If the storage removes them itself, no reaper runs until a
 * listener listens for expiry; from then on, the storage acts only as a fallback.
 */
final class ReaperSchedule implements AutoCloseable {

    private static final Logger LOG = System.getLogger(StoreLog.NAME);

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

    /** How long the storage leaves expired sessions to a reaper that notifies listeners of them. */
    private static final Duration GRACE_OF_STORAGE = Duration.ofDays(1);

    private final @Nullable Duration askedInterval;
    private final Optional<ExpiresByItself> storage;
    private final Consumer<Duration> round;
    private final OutageLog outages;

    private @Nullable Reaper reaper;
    private boolean closed;

    /**
     * A schedule that is not started yet.
     *
     * @param askedInterval zero for never; null for the default
     * @param storage the storage's capability, if it has it
     * @param round runs one round if none was run for this interval
     * @param outages where failed rounds are logged
     */
    ReaperSchedule(
            @Nullable Duration askedInterval,
            Optional<ExpiresByItself> storage,
            Consumer<Duration> round,
            OutageLog outages) {
        this.askedInterval = askedInterval;
        this.storage = storage;
        this.round = round;
        this.outages = outages;
    }

    /** Starts the reaper if it is needed and not running yet. */
    synchronized void start(boolean hasListener) {
        Duration interval = interval(hasListener);
        LOG.log(
                Level.DEBUG,
                "The reaper {0}; cleanupInterval is {1}, expired sessions {2}, and {3} listens for their end.",
                interval.isZero() ? "does not run" : "runs every " + interval,
                askedInterval == null ? "not set" : askedInterval,
                storage.map(ExpiresByItself::removesExpired).orElse(false)
                        ? "are removed by the storage"
                        : "stay in the storage",
                hasListener ? "a listener" : "no listener");
        if (closed || interval.isZero()) {
            return;
        }
        if (hasListener) {
            storage.ifPresent(byItself -> byItself.delayRemoval(GRACE_OF_STORAGE));
        }
        if (reaper == null) {
            reaper = Reaper.start(() -> round.accept(interval), interval, outages);
        }
    }

    private Duration interval(boolean hasListener) {
        if (askedInterval != null) {
            return askedInterval;
        }
        boolean byItself = storage.map(ExpiresByItself::removesExpired).orElse(false);
        return byItself && !hasListener ? Duration.ZERO : DEFAULT_INTERVAL;
    }

    @Override
    public void close() {
        Reaper running;
        synchronized (this) {
            closed = true;
            running = reaper;
        }
        if (running != null) {
            running.close();
        }
    }
}
