package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.emulator.disturbance.Throttle;
import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.meter.CapacityMeter;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.table.Throughput;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the units of one operation, and counts them against what a table and a partition may take, where that is to be
 * shown. Used by who holds the database's lock.
 */
final class Metering {

    private static final Duration BURST = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final double PARTITION_READ = 3000;
    private static final double PARTITION_WRITE = 1000;

    private final Database database;
    private final Throttle throttle;
    private final CapacityMeter meter;
    private final String operation;

    private Metering(Database database, Throttle throttle, CapacityMeter meter, String operation) {
        this.database = database;
        this.throttle = throttle;
        this.meter = meter;
        this.operation = operation;
    }

    /** Makes those of operations that share what a table may take. */
    static Function<String, Metering> byOperation(Database database, CapacityMeter meter) {
        Throttle throttle = new Throttle();
        return operation -> new Metering(database, throttle, meter, operation);
    }

    /** Whether a call may begin; {@code key} is {@code null} if it is about no single partition. */
    boolean allows(TableDefinition table, @Nullable ItemKey key, boolean write) {
        Disturbances shown = database.disturbances();
        Throughput capacity = table.throughput();
        if (shown.throttleProvisioned() && !table.onDemand()) {
            double rate = write ? capacity.write() : capacity.read();
            if (!throttle.allows(List.of(table.id(), write), rate, BURST, database.now())) {
                return false;
            }
        }
        return !shown.throttlePartitions()
                || key == null
                || throttle.allows(
                        List.of(table.id(), key.partition(), write),
                        write ? PARTITION_WRITE : PARTITION_READ,
                        SECOND,
                        database.now());
    }

    /** Refuses a call that may not begin. */
    void require(TableDefinition table, @Nullable ItemKey key, boolean write) {
        if (!allows(table, key, write)) {
            throw refusal(table);
        }
    }

    private static ApiException refusal(TableDefinition table) {
        return table.onDemand()
                ? ApiException.coral(
                        400,
                        "ThrottlingException",
                        "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.")
                : ApiException.dynamoDb(
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.");
    }

    /** Takes what a call has consumed. */
    void take(TableDefinition table, @Nullable ItemKey key, boolean write, double units) {
        meter.consumed(operation, write, units);
        Disturbances shown = database.disturbances();
        if (shown.throttleProvisioned() && !table.onDemand()) {
            double rate =
                    write ? table.throughput().write() : table.throughput().read();
            throttle.take(List.of(table.id(), write), units, rate, BURST, database.now());
        }
        if (shown.throttlePartitions() && key != null) {
            throttle.take(
                    List.of(table.id(), key.partition(), write),
                    units,
                    write ? PARTITION_WRITE : PARTITION_READ,
                    SECOND,
                    database.now());
        }
    }
}
