package io.github.dynamodbsession.history;

import io.github.dynamodbsession.history.Register.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each attribute is a register whose writes take effect at one moment each, in an order that agrees with what callers
 * saw (promise 1): linearizable. Values differ, so that a read identifies its write, and the test of Gibbons and Korach
 * ("Testing shared memories", SIAM Journal on Computing 26, 1997) is exact: a value's zone is from the first moment by
 * which an operation on it was over to the last at which one began; if that is forward in time the value was there
 * throughout, so no other such zone overlaps, and no other write lies within.
 *
 * <p>A write whose caller got an exception may take effect at any moment from its start, or never; saved again, it may
 * do so once more. Removals cannot be distinguished when they are read; for a read that shows no value, it is checked
 * whether there is a removal that was not certainly overwritten.
 */
final class RegisterChecks {

    private RegisterChecks() {}

    static Optional<Violation> lostUpdate(SessionHistory history, String name) {
        Register register = new Register(history, name);
        return Stream.of(unknownValue(history, register, name), overwritten(history, register, name))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> removed(history, register, name));
    }

    private static Optional<Violation> unknownValue(SessionHistory history, Register register, String name) {
        return register.writes().stream()
                .filter(write -> write.writers().isEmpty())
                .findFirst()
                .map(write -> new Violation(
                        Check.UNKNOWN_VALUE,
                        history.session(),
                        "attribute " + name + " shows " + write.number() + ", which was never written",
                        write.readers()));
    }

    private static Optional<Violation> overwritten(SessionHistory history, Register register, String name) {
        List<Write> writes = register.writes().stream()
                .filter(write -> write.isAcknowledged() || (write.isRead() && !write.isRefused()))
                .toList();
        return writes.stream()
                .filter(write -> !write.isRemoval() && write.done() < write.lastStart())
                .flatMap(write -> writes.stream()
                        .filter(other -> other != write && isWithin(other, write))
                        .limit(1)
                        .map(other -> new Violation(
                                Check.LOST_UPDATE,
                                history.session(),
                                "attribute " + name + ": " + other.number() + " is lost, " + write.number()
                                        + " was there before and after",
                                lines(write, other))))
                .findFirst();
    }

    /** Whether another value was there at a moment at which this one was there before and after. */
    private static boolean isWithin(Write other, Write write) {
        long first = Math.min(other.done(), other.lastStart());
        long last = Math.max(other.done(), other.lastStart());
        boolean isForward = !other.isRemoval() && other.done() < other.lastStart();
        if (write.mayBeRepeatedAfter(first) || (isForward && other.mayBeRepeatedAfter(write.done()))) {
            return false;
        }
        return isForward
                ? Math.max(write.done(), first) < Math.min(write.lastStart(), last)
                : write.done() < first && last < write.lastStart();
    }

    private static Optional<Violation> removed(SessionHistory history, Register register, String name) {
        List<Write> values = register.writes().stream()
                .filter(write -> !write.isRemoval() && !write.isRefused())
                .toList();
        List<Write> removals = register.writes().stream()
                .filter(write -> write.isRemoval() && !write.isRefused())
                .toList();
        return register.absentReads().stream()
                .flatMap(read -> lost(register, values, removals, read).stream()
                        .flatMap(write -> removed(history, register, name, read, write).stream()))
                .findFirst();
    }

    private static Optional<Violation> removed(
            SessionHistory history, Register register, String name, Operation read, Write lost) {
        List<Operation> lines = new ArrayList<>(lost.writers());
        lines.add(read);
        lost.readers().stream().limit(2).forEach(lines::add);
        register.writes().stream().filter(Write::isRemoval).forEach(removal -> lines.addAll(removal.writers()));
        Operation refused = refusedRemoval(register, read, lost);
        if (refused == null) {
            String what = "attribute " + name + ": " + lost.number() + " is lost, but was not removed";
            return Optional.of(new Violation(Check.LOST_UPDATE, history.session(), what, lines));
        }
        String what = "attribute " + name + ": " + lost.number() + " is removed by a save that said it did nothing";
        return read.start() > refused.end() || carriedOver(history, refused, read)
                ? Optional.of(new Violation(Check.ENDED_THOUGH_WRITTEN, history.session(), what, lines))
                : Optional.empty();
    }

    /** A removal that explains it, whose caller was answered that the session has ended. */
    private static @Nullable Operation refusedRemoval(Register register, Operation read, Write lost) {
        return register.writes().stream()
                .filter(write -> write.isRemoval() && write.isRefused())
                .flatMap(removal -> removal.writers().stream())
                .filter(removal -> removal.since() < read.end() && lost.since() < removal.end())
                .findFirst()
                .orElse(null);
    }

    /** A value that nothing can have removed before this read, which does not see it. */
    private static Optional<Write> lost(
            Register register, Collection<Write> values, List<Write> removals, Operation read) {
        Optional<Write> held = values.stream()
                .filter(write -> write.done() < read.start() && read.end() < write.lastStart())
                .filter(write -> !write.mayBeRepeatedAfter(read.start()))
                .findFirst();
        if (held.isPresent()) {
            return held;
        }
        List<Write> before =
                values.stream().filter(write -> write.done() < read.start()).toList();
        boolean mayBeEmpty = before.stream().noneMatch(write -> register.emptySince() < write.since());
        boolean mayBeRemoved = removals.stream()
                .filter(removal -> removal.since() < read.end())
                .anyMatch(removal -> before.stream().noneMatch(removal::isSurelyBefore));
        return mayBeEmpty || mayBeRemoved
                ? Optional.empty()
                : before.stream().max((a, b) -> Long.compare(a.since(), b.since()));
    }

    /**
     * If a save was answered that the session has ended, what it wrote is not there afterwards; nor under an id that
     * the session got later, unless the session may have been ended meanwhile.
     */
    static Optional<Violation> endedThoughWritten(SessionHistory history, String name) {
        return new Register(history, name)
                .writes().stream()
                        .filter(write -> write.isRefused() && write.isRead())
                        .flatMap(write -> {
                            Operation refused = write.writers().get(0);
                            return write.readers().stream()
                                    .filter(reader ->
                                            reader.start() > refused.end() || carriedOver(history, refused, reader))
                                    .limit(1)
                                    .map(reader -> new Violation(
                                            Check.ENDED_THOUGH_WRITTEN,
                                            history.session(),
                                            "attribute " + name + ": " + write.number() + " is there under id "
                                                    + reader.id(),
                                            Stream.concat(Stream.of(refused, reader), history.renames())
                                                    .toList()));
                        })
                        .findFirst();
    }

    private static boolean carriedOver(SessionHistory history, Operation refused, Operation reader) {
        return reader.id() != refused.id()
                && history.deletes().noneMatch(delete -> delete.start() < refused.end())
                && history.deletesByUser().stream().noneMatch(delete -> delete.start() < refused.end());
    }

    private static List<Operation> lines(Write write, Write other) {
        List<Operation> lines = new ArrayList<>(write.writers());
        write.readers().stream().min((a, b) -> Long.compare(a.end(), b.end())).ifPresent(lines::add);
        write.readers().stream()
                .max((a, b) -> Long.compare(a.start(), b.start()))
                .ifPresent(lines::add);
        lines.addAll(other.writers());
        other.readers().stream().limit(2).forEach(lines::add);
        return lines;
    }
}
