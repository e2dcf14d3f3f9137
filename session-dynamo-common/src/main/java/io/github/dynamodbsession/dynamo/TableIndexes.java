package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionConfigurationException.Reason;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The global secondary indexes that the table needs, compared with those that it has.
 *
 * @param options the options
 * @param wanted the indexes that the table needs
 */
record TableIndexes(DynamoOptions options, List<Request.Index> wanted) {

    private static final String ACTIVE = "ACTIVE";

    /**
     * Checks the existing indexes, and that missing ones may be added.
     *
     * @throws SessionConfigurationException if one has another key, or is missing and may not be added
     */
    void check(Answer.Table table) {
        for (Request.Index index : wanted) {
            List<Answer.KeyElement> right = List.of(
                    new Answer.KeyElement(index.hashAttribute(), "HASH", "S"),
                    new Answer.KeyElement(index.rangeAttribute(), "RANGE", "S"));
            Optional<Answer.TableIndex> there = of(table, index);
            if (there.isEmpty() && !options.autoCreate()) {
                throw new SessionConfigurationException(
                        Reason.MISSING,
                        "The table " + options.tableName() + " has no global secondary index '" + index.name()
                                + "' with the key " + right + "; create it with the projection KEYS_ONLY, or set"
                                + " autoCreate.",
                        null);
            }
            if (there.isPresent() && !there.get().keySchema().equals(right)) {
                throw new SessionConfigurationException(
                        Reason.MISMATCH,
                        "The index '" + index.name() + "' of the table " + options.tableName() + " has the key "
                                + there.get().keySchema() + ", but " + right
                                + " is needed; remove it, or use another table.",
                        null);
            }
        }
    }

    boolean areActive(Answer.Table table) {
        return wanted.stream().allMatch(index -> of(table, index)
                .filter(there -> there.status().equals(ACTIVE))
                .isPresent());
    }

    /** The status of each index by its name; sessions can be found by active ones. */
    Map<String, String> statuses(Answer.Table table) {
        return wanted.stream().collect(Collectors.toMap(Request.Index::name, index -> of(table, index)
                .map(Answer.TableIndex::status)
                .orElse("MISSING")));
    }

    /** The next index to add; empty if there is none, or one is being built: DynamoDB builds one at a time. */
    Optional<Request.UpdateTable> toAdd(Answer.Table table) {
        boolean isBusy = !table.status().equals(ACTIVE)
                || table.indexes().stream().anyMatch(index -> !index.status().equals(ACTIVE));
        return isBusy
                ? Optional.empty()
                : wanted.stream()
                        .filter(index -> of(table, index).isEmpty())
                        .findFirst()
                        .map(index -> new Request.UpdateTable(options.tableName(), index, options.throughput()));
    }

    private static Optional<Answer.TableIndex> of(Answer.Table table, Request.Index index) {
        return table.indexes().stream()
                .filter(there -> there.name().equals(index.name()))
                .findFirst();
    }
}
