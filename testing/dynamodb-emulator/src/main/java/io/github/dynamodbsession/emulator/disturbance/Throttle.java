package io.github.dynamodbsession.emulator.disturbance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Buckets of units that fill by the second: a bucket that is not empty lets anything through and may owe afterwards, as the
 * service does, which knows what a call costs only when it is done. Not safe for use by several threads.
 */
public final class Throttle {

    private static final class Bucket {
        private double units;
        private Instant filled;

        Bucket(double units, Instant filled) {
            this.units = units;
            this.filled = filled;
        }
    }

    private final Map<Object, Bucket> buckets = new HashMap<>();

    /**
     * Whether a bucket has units left.
     *
     * @param rate how many it gets a second
     * @param saved for how long they are saved up
     */
    public boolean allows(Object bucket, double rate, Duration saved, Instant now) {
        return filled(bucket, rate, saved, now).units > 0;
    }

    /** Takes units out of a bucket. */
    public void take(Object bucket, double units, double rate, Duration saved, Instant now) {
        filled(bucket, rate, saved, now).units -= units;
    }

    /** Fills all buckets. */
    public void clear() {
        buckets.clear();
    }

    private Bucket filled(Object name, double rate, Duration saved, Instant now) {
        double most = rate * Math.max(1, saved.toMillis() / 1000.0);
        Bucket bucket = buckets.computeIfAbsent(name, any -> new Bucket(most, now));
        double passed = Duration.between(bucket.filled, now).toNanos() / 1e9;
        if (passed > 0) {
            bucket.units = Math.min(most, bucket.units + passed * rate);
            bucket.filled = now;
        }
        return bucket;
    }
}
