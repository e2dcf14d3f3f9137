package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.error.ApiException.Reason;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Capacity;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** TransactWriteItems. */
final class TransactWrite implements Operation {

    private static final int MAX_BYTES = 4 << 20;

    private final Database database;
    private final Metering metering;
    private final Tokens tokens;

    TransactWrite(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
        this.tokens = new Tokens(database);
    }

    /** A transaction that will be carried out, and holds its items if that takes time. */
    private record Begun(List<WriteOutcome> outcomes, Duration time) {}

    @Override
    public Map<String, Object> answer(Request request) {
        List<Write> writes = request.structures("TransactItems").stream()
                .map(TransactWrite::read)
                .toList();
        String token = request.text("ClientRequestToken");
        byte[] canonical = token == null ? new byte[0] : request.canonical();
        AtomicReference<@Nullable Begun> taking = new AtomicReference<>();
        Map<String, Object> answer = database.locked(() -> {
            Consumption known = token == null ? null : tokens.known(token, canonical);
            if (known != null) {
                known.forEach((table, units) -> metering.take(table, null, false, units));
                return told(request, known, List.of());
            }
            Begun begun = begin(writes);
            if (begun.time().isZero()) {
                return finish(request, begun, token, canonical);
            }
            taking.set(begun);
            return Map.of();
        });
        Begun begun = taking.get();
        if (begun == null) {
            return answer;
        }
        LockSupport.parkNanos(begun.time().toNanos());
        return database.locked(() -> finish(request, begun, token, canonical));
    }

    private static Write read(Request item) {
        Request put = item.structure("Put");
        Request update = item.structure("Update");
        Request delete = item.structure("Delete");
        Request check = item.structure("ConditionCheck");
        if (item.members().size() != 1) {
            throw ApiException.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        Write write = put != null
                ? Write.put(put)
                : update != null
                        ? Write.update(update)
                        : delete != null
                                ? Write.byKey(Write.Kind.DELETE, delete)
                                : Write.byKey(Write.Kind.CHECK, Objects.requireNonNull(check));
        write.requireSize();
        return write;
    }

    private Begun begin(List<Write> writes) {
        List<Table> tables = writes.stream()
                .map(write -> Tables.usable(database, write.table()))
                .toList();
        for (int i = 0; i < writes.size(); i++) {
            KeyChecks.notEmpty(tables.get(i).definition().key(), writes.get(i).attributes());
            if (writes.get(i).kind() == Write.Kind.PUT) {
                KeyChecks.indexKeysNotEmpty(
                        tables.get(i).definition(), writes.get(i).attributes());
            }
        }
        requireDistinct(writes, tables);
        List<Reason> reasons = new ArrayList<>();
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            reasons.add(outcome(writes.get(i), tables.get(i), outcomes));
        }
        Transactions.requireNone(reasons);
        requireTotalSize(outcomes);
        Duration time = database.upTo(database.disturbances().transactionTime());
        if (!time.isZero()) {
            outcomes.forEach(outcome -> outcome.table().inTransaction().add(outcome.key()));
        }
        return new Begun(outcomes, time);
    }

    private static void requireDistinct(List<Write> writes, List<Table> tables) {
        List<Table> fittingTables = new ArrayList<>();
        List<ItemKey> keys = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Table table = tables.get(i);
            if (table.definition().key().fits(writes.get(i).attributes())) {
                fittingTables.add(table);
                keys.add(table.definition().key().keyOf(writes.get(i).attributes()));
            }
        }
        Transactions.requireDistinct(fittingTables, keys);
    }

    private Reason outcome(Write write, Table table, List<WriteOutcome> outcomes) {
        try {
            write.requireKeys(table.definition());
            ItemKey key = table.definition().key().keyOf(write.attributes());
            if (table.inTransaction().contains(key)) {
                return Transactions.CONFLICT;
            }
            if (!metering.allows(table.definition(), key, true)) {
                return new Reason(
                        table.definition().onDemand() ? "ThrottlingError" : "ProvisionedThroughputExceeded",
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
                        null);
            }
            outcomes.add(WriteOutcome.of(write, table));
            return Reason.NONE;
        } catch (ApiException e) {
            return e.name().equals("ConditionalCheckFailedException")
                    ? new Reason("ConditionalCheckFailed", e.text(), e.item())
                    : new Reason("ValidationError", e.text(), null);
        }
    }

    private static void requireTotalSize(List<WriteOutcome> outcomes) {
        long bytes = 0;
        for (WriteOutcome outcome : outcomes) {
            bytes += outcome.after() == null ? 0 : outcome.after().size();
        }
        if (bytes > MAX_BYTES) {
            throw ApiException.validation(
                    "Collective size of all the items in the transaction has exceeded the maximum allowed size of 4 MB");
        }
    }

    private Map<String, Object> finish(Request request, Begun begun, @Nullable String token, byte[] canonical) {
        Consumption consumption = Consumption.ofWritingTransaction();
        Map<String, Double> again = new LinkedHashMap<>();
        for (WriteOutcome outcome : begun.outcomes()) {
            Table table = outcome.table();
            table.inTransaction().remove(outcome.key());
            if (outcome.write().kind() != Write.Kind.CHECK) {
                database.write(table, outcome.key(), outcome.after());
            }
            double before = consumption.total(table.definition());
            consumption.addWrite(table.definition(), outcome.before(), outcome.after());
            metering.take(table.definition(), outcome.key(), true, consumption.total(table.definition()) - before);
            again.merge(table.definition().name(), Capacity.read(size(outcome), true), Double::sum);
        }
        if (token != null) {
            tokens.remember(token, canonical, again);
        }
        return told(request, consumption, begun.outcomes());
    }

    private static int size(WriteOutcome outcome) {
        Item after = outcome.after();
        return after == null ? 0 : after.size();
    }

    private static Map<String, Object> told(Request request, Consumption consumption, List<WriteOutcome> outcomes) {
        Map<String, Object> told = new LinkedHashMap<>();
        List<Map<String, Object>> consumed = consumption.told(request.text("ReturnConsumedCapacity"));
        if (consumed != null) {
            told.put("ConsumedCapacity", consumed);
        }
        if ("SIZE".equals(request.text("ReturnItemCollectionMetrics"))) {
            Map<String, List<Object>> metrics = new LinkedHashMap<>();
            for (WriteOutcome outcome : outcomes) {
                Map<String, Object> one = CollectionMetrics.of(outcome.table(), outcome.key());
                if (one != null) {
                    metrics.computeIfAbsent(outcome.table().definition().name(), name -> new ArrayList<>())
                            .add(one);
                }
            }
            if (!metrics.isEmpty()) {
                told.put("ItemCollectionMetrics", metrics);
            }
        }
        return told;
    }
}
