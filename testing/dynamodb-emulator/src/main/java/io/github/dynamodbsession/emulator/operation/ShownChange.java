package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.table.Throughput;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What UpdateTable's answer shows of a table that changes: the old units, except where it goes on demand or leaves that,
 * which shows at once.
 */
final class ShownChange {

    private final TableDefinition before;
    private final TableDefinition after;
    private final Instant now;

    ShownChange(TableDefinition before, TableDefinition after, Instant now) {
        this.before = before;
        this.after = after;
        this.now = now;
    }

    TableDefinition definition() {
        TableDefinition.Change shown = after.change();
        boolean switched = before.onDemand() != after.onDemand();
        if (!switched) {
            shown.throughput(before.throughput().changingTo(after.throughput()));
        } else if (after.onDemand()) {
            shown.onDemand(before.onDemandSince(), before.throughput().none(now));
        }
        return shown.indexes(after.indexes().stream()
                        .map(index -> old(index)
                                .map(old -> index.with(shown(old, index, switched)))
                                .orElse(index))
                        .toList())
                .made();
    }

    private Throughput shown(IndexDefinition old, IndexDefinition index, boolean switched) {
        if (!switched) {
            return old.throughput().changingTo(index.throughput());
        }
        return after.onDemand() ? old.throughput().none(old.throughput().lastDecrease()) : index.throughput();
    }

    /** The names of the indexes whose units change. */
    Set<String> updatedIndexes() {
        return after.indexes().stream()
                .filter(index -> old(index)
                        .map(old -> !old.throughput().equals(index.throughput()))
                        .orElse(false))
                .map(IndexDefinition::name)
                .collect(Collectors.toSet());
    }

    private Optional<IndexDefinition> old(IndexDefinition index) {
        return before.index(index.name());
    }
}
