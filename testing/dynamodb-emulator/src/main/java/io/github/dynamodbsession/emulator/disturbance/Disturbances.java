package io.github.dynamodbsession.emulator.disturbance;

import java.time.Duration;

/**
 * What an emulator shows of the service's rougher sides; nothing of it unless asked for. Immutable.
 *
 * @param seed what all chance comes from; the same seed and the same requests in the same order give the same answers
 * @param transactionTime how long, at the most, a transaction keeps its items between looking at them and writing them:
 *     what overlaps with it meanwhile conflicts; zero for no time at all
 * @param throttleProvisioned whether more than the provisioned capacity, with five minutes of it saved up, is throttled
 * @param throttlePartitions whether more than 1,000 write or 3,000 read units a second on one partition key are throttled
 * @param staleReads the share of eventually consistent reads that see what was there before, from 0 to 1
 * @param staleness how old, at the most, what they see may be
 * @param indexLag how long, at the most, global indexes take to show a write
 * @param activation how long tables and indexes take to become active, and tables to be gone
 * @param timeToLive whether expired items are removed
 * @param lateAttempts the share of writes that are carried out late, from 0 to 1
 * @param lateness how late, at the most: longer than the client waits, so that it gives the attempt up
 */
public record Disturbances(
        long seed,
        Duration transactionTime,
        boolean throttleProvisioned,
        boolean throttlePartitions,
        double staleReads,
        Duration staleness,
        Duration indexLag,
        Duration activation,
        boolean timeToLive,
        double lateAttempts,
        Duration lateness) {

    /** Nothing of it. */
    public static final Disturbances NONE = new Disturbances(
            1,
            Duration.ZERO,
            false,
            false,
            0,
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ZERO,
            false,
            0,
            Duration.ofSeconds(5));

    /**
     * @throws IllegalArgumentException if a share is not from 0 to 1, or a duration is negative; names which
     */
    public Disturbances {
        share("staleReads", staleReads);
        share("lateAttempts", lateAttempts);
        duration("transactionTime", transactionTime);
        duration("staleness", staleness);
        duration("indexLag", indexLag);
        duration("activation", activation);
        duration("lateness", lateness);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, not " + value);
        }
    }

    private static void duration(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }

    /** The same with another seed. */
    public Disturbances seed(long value) {
        return new Disturbances(
                value,
                transactionTime,
                throttleProvisioned,
                throttlePartitions,
                staleReads,
                staleness,
                indexLag,
                activation,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Conflicts: transactions take up to that long. */
    public Disturbances transactionTime(Duration value) {
        return new Disturbances(
                seed,
                value,
                throttleProvisioned,
                throttlePartitions,
                staleReads,
                staleness,
                indexLag,
                activation,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Throttling by provisioned capacity. */
    public Disturbances throttleProvisioned(boolean value) {
        return new Disturbances(
                seed,
                transactionTime,
                value,
                throttlePartitions,
                staleReads,
                staleness,
                indexLag,
                activation,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Throttling by what one partition key can take. */
    public Disturbances throttlePartitions(boolean value) {
        return new Disturbances(
                seed,
                transactionTime,
                throttleProvisioned,
                value,
                staleReads,
                staleness,
                indexLag,
                activation,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Stale reads: that share of the eventually consistent ones, with what was overwritten at most so long ago. */
    public Disturbances staleReads(double share, Duration atMost) {
        return new Disturbances(
                seed,
                transactionTime,
                throttleProvisioned,
                throttlePartitions,
                share,
                atMost,
                indexLag,
                activation,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Global indexes that show a write up to that late. */
    public Disturbances indexLag(Duration value) {
        return new Disturbances(
                seed,
                transactionTime,
                throttleProvisioned,
                throttlePartitions,
                staleReads,
                staleness,
                value,
                activation,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Tables and indexes that take that long to become active. */
    public Disturbances activation(Duration value) {
        return new Disturbances(
                seed,
                transactionTime,
                throttleProvisioned,
                throttlePartitions,
                staleReads,
                staleness,
                indexLag,
                value,
                timeToLive,
                lateAttempts,
                lateness);
    }

    /** Removal of expired items. */
    public Disturbances timeToLive(boolean value) {
        return new Disturbances(
                seed,
                transactionTime,
                throttleProvisioned,
                throttlePartitions,
                staleReads,
                staleness,
                indexLag,
                activation,
                value,
                lateAttempts,
                lateness);
    }

    /** Writes that are carried out late: that share of them, by up to that much. */
    public Disturbances lateAttempts(double share, Duration atMost) {
        return new Disturbances(
                seed,
                transactionTime,
                throttleProvisioned,
                throttlePartitions,
                staleReads,
                staleness,
                indexLag,
                activation,
                timeToLive,
                share,
                atMost);
    }
}
