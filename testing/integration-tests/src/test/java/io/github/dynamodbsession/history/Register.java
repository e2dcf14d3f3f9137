package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One attribute of one session: its writes and reads. */
final class Register {

    /** Never. */
    static final long END_OF_TIME = Long.MAX_VALUE;

    /**
     * One write, which may have been sent several times, and those who read it.
     *
     * <p>It took effect at one moment from {@link #since} to {@link #done}. A write whose caller got an exception may
     * take effect at any moment until it was first read: there is no limit to how late it arrives.
     */
    static final class Write {
        private final int number;
        private final long begun;
        private final List<Operation> writers = new ArrayList<>();
        private final List<Operation> readers = new ArrayList<>();

        private Write(int number, long begun) {
            this.number = number;
            this.begun = begun;
        }

        int number() {
            return number;
        }

        List<Operation> writers() {
            return writers;
        }

        List<Operation> readers() {
            return readers;
        }

        /** A removal; its readers are unknown, because an absent attribute does not show which removal it was. */
        boolean isRemoval() {
            return number < 0;
        }

        boolean isRead() {
            return !readers.isEmpty();
        }

        boolean isAcknowledged() {
            return writers.stream().anyMatch(Register::acknowledges);
        }

        /** Its only caller was answered that nothing was written. */
        boolean isRefused() {
            return !writers.isEmpty() && writers.stream().allMatch(operation -> operation.is(Outcome.ENDED));
        }

        long since() {
            return writers.stream().mapToLong(Operation::since).min().orElse(Long.MIN_VALUE);
        }

        /** The time by which it has taken effect: it was acknowledged or read. */
        long done() {
            long told = writers.stream()
                    .filter(Register::acknowledges)
                    .mapToLong(Operation::end)
                    .min()
                    .orElse(END_OF_TIME);
            long seen = readers.stream().mapToLong(Operation::end).min().orElse(END_OF_TIME);
            boolean isOfCreate = writers.stream().anyMatch(operation -> operation.is(Kind.CREATE));
            return Math.min(Math.min(told, seen), isOfCreate ? begun : END_OF_TIME);
        }

        /** The latest start of an operation that wrote or read it. */
        long lastStart() {
            long read = readers.stream().mapToLong(Operation::start).max().orElse(Long.MIN_VALUE);
            return Math.max(since(), read);
        }

        /**
         * Whether it may have taken effect once more after a time, and before it was last read: its caller got an
         * exception and saved it again, which is another write of the same.
         */
        boolean mayBeRepeatedAfter(long time) {
            return writers.stream()
                    .anyMatch(again -> again.start() > since() && again.doneBy() > time && again.start() < lastStart());
        }

        boolean isSurelyBefore(Write other) {
            return done() < other.since();
        }
    }

    private final Map<Integer, Write> writes = new TreeMap<>();
    private final List<Operation> absentReads = new ArrayList<>();
    private final long begun;

    Register(SessionHistory history, String name) {
        begun = history.firstSighting().map(SessionHistory.Sighting::to).orElse(END_OF_TIME);
        for (Operation operation : history.operations()) {
            Integer written = operation.written().get(name);
            if (written != null) {
                writes.computeIfAbsent(written, this::write).writers.add(operation);
            }
        }
        for (Operation operation : history.operations()) {
            Map<String, Integer> read = operation.read();
            if (read != null) {
                Integer number = read.get(name);
                if (number == null) {
                    absentReads.add(operation);
                } else {
                    writes.computeIfAbsent(number, this::write).readers.add(operation);
                }
            }
        }
    }

    private Write write(int number) {
        return new Write(number, begun);
    }

    private static boolean acknowledges(Operation operation) {
        return operation.isSave() && !operation.is(Outcome.ENDED) && !operation.failed();
    }

    Collection<Write> writes() {
        return writes.values();
    }

    /** Those that read that it is not there. */
    List<Operation> absentReads() {
        return absentReads;
    }

    /** By when it had begun with nothing; the beginning of time if it began with a value. */
    long emptySince() {
        boolean beganWithIt = writes.values().stream()
                .anyMatch(write -> write.writers.stream().anyMatch(operation -> operation.is(Kind.CREATE)));
        return beganWithIt ? Long.MIN_VALUE : begun;
    }
}
