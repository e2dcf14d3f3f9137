package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Throughput;
import org.jspecify.annotations.Nullable;

/** Reads capacities. */
final class Billing {

    private static final long MAX_COUNT = 1_000_000_000_000L;

    private Billing() {}

    static boolean isOnDemand(Request request) {
        return "PAY_PER_REQUEST".equals(request.text("BillingMode"));
    }

    static @Nullable Throughput optional(@Nullable Request structure) {
        return structure == null ? null : throughput(structure);
    }

    static Throughput throughput(Request structure) {
        return Throughput.provisioned(
                inBounds("ReadCapacityUnits", structure), inBounds("WriteCapacityUnits", structure));
    }

    private static long inBounds(String name, Request structure) {
        long units = structure.requiredWhole(name);
        if (units > MAX_COUNT) {
            throw ApiException.validation("Given value " + units + " for " + name + " is out of bounds");
        }
        return units;
    }
}
