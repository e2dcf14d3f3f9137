package io.github.dynamodbsession.emulator.meter;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up what calls consume, by operation. A transaction that was cancelled, and what the service's time to live removes,
 * count nothing. Safe for use by any number of threads.
 */
public final class CapacityMeter {

    private final SortedMap<String, ConsumedUnits> byOperation = new TreeMap<>();

    /** One that has counted nothing. */
    public CapacityMeter() {}

    /** Counts a call. */
    public void called(String operation) {
        add(operation, new ConsumedUnits(1, 0, 0));
    }

    /** Counts units that a call has consumed. */
    public void consumed(String operation, boolean write, double units) {
        add(operation, new ConsumedUnits(0, write ? 0 : units, write ? units : 0));
    }

    private synchronized void add(String operation, ConsumedUnits more) {
        byOperation.merge(operation, more, ConsumedUnits::plus);
    }

    /** What was counted, by the operation's name; operations that were not called are missing. */
    public synchronized SortedMap<String, ConsumedUnits> byOperation() {
        return new TreeMap<>(byOperation);
    }

    /** Begins anew, and returns what was counted until then. */
    public synchronized SortedMap<String, ConsumedUnits> reset() {
        SortedMap<String, ConsumedUnits> counted = byOperation();
        byOperation.clear();
        return counted;
    }
}
