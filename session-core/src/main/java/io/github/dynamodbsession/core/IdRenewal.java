package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the id of a session is renewed because of its age. Pure and immutable.
 *
 * @param after the age from which an id is renewed; null: never
 * @param grace for how long the former id can still be read
 */
record IdRenewal(@Nullable Duration after, Duration grace) {

    static final IdRenewal OFF = new IdRenewal(null, Duration.ZERO);

    boolean isOn() {
        return after != null;
    }

    boolean isDue(SessionTimes stored, Instant now) {
        return after != null && !now.isBefore(stored.idSince().plus(after));
    }

    /** Until when the former id of a session that is renewed now can be read. */
    Instant readableUntil(Instant now) {
        return now.plus(grace);
    }

    /** These times for a session that gets another id now, for whatever reason. Where ids never get old, nobody asks. */
    SessionTimes moved(SessionTimes times, Instant now) {
        return times.withIdSince(after == null ? times.createdAt() : now);
    }
}
