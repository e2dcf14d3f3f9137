package io.github.dynamodbsession.history;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The options of a run: system properties that begin with {@code history.}, or the defaults of the test.
 *
 * @param operations how many operations on sessions are made
 * @param share the share of writes that arrive late
 * @param lateness their maximum delay
 * @param callTimeout how long a call may take; an attempt is given up after a third of it
 * @param seed the seed of all random choices, the emulator's included; thread interleaving is not deterministic
 * @param nodes how many nodes there are
 * @param threads how many threads use them
 * @param maxHeadSize as of the storage: with 0, every attribute is in a chunk
 * @param encrypted whether values are encrypted
 */
record HistoryOptions(
        int operations,
        double share,
        Duration lateness,
        Duration callTimeout,
        long seed,
        int nodes,
        int threads,
        int maxHeadSize,
        boolean encrypted) {

    private static final String PREFIX = "history.";

    HistoryOptions(
            int operations,
            double share,
            Duration lateness,
            Duration callTimeout,
            long seed,
            int nodes,
            int threads,
            int maxHeadSize) {
        this(operations, share, lateness, callTimeout, seed, nodes, threads, maxHeadSize, false);
    }

    HistoryOptions withMaxHeadSize(int bytes) {
        return new HistoryOptions(operations, share, lateness, callTimeout, seed, nodes, threads, bytes, encrypted);
    }

    HistoryOptions withOperations(int number) {
        return new HistoryOptions(number, share, lateness, callTimeout, seed, nodes, threads, maxHeadSize, encrypted);
    }

    HistoryOptions withEncryption() {
        return new HistoryOptions(operations, share, lateness, callTimeout, seed, nodes, threads, maxHeadSize, true);
    }

    /** These options, overridden by the system properties. */
    HistoryOptions fromProperties() {
        return new HistoryOptions(
                (int) number("operations", operations, 1, 100_000_000),
                Double.parseDouble(System.getProperty(PREFIX + "share", String.valueOf(share))),
                Duration.ofMillis(number("lateness", lateness.toMillis(), 0, 60_000)),
                Duration.ofMillis(number("callTimeout", callTimeout.toMillis(), 30, 60_000)),
                number("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) number("nodes", nodes, 1, 100),
                (int) number("threads", threads, 1, 5_000),
                (int) number("maxHeadSize", maxHeadSize, 0, 409_600),
                Boolean.parseBoolean(System.getProperty(PREFIX + "encrypted", String.valueOf(encrypted))));
    }

    private static long number(String name, long otherwise, long least, long most) {
        String text = System.getProperty(PREFIX + name, String.valueOf(otherwise));
        String right = PREFIX + name + " must be a whole number from " + least + " to " + most + ", not " + text;
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(right, e);
        }
        throw new IllegalArgumentException(right);
    }

    /** The SDKs that {@code history.sdk} names, separated by commas; all of them if it is not set. */
    static List<Sdk> sdks() {
        String text = System.getProperty(PREFIX + "sdk", "");
        if (text.isBlank()) {
            return List.of(Sdk.values());
        }
        return Arrays.stream(text.split(",")).map(HistoryOptions::sdk).toList();
    }

    private static Sdk sdk(String name) {
        try {
            return Sdk.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "sdk must name some of v2, v2-async and v1, not " + name, e);
        }
    }
}
