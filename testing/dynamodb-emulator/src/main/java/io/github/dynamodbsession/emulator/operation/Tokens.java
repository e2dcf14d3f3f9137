package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.table.Consumption;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client request tokens of the last ten minutes, by which the service knows a transaction again (API Reference,
 * TransactWriteItems, ClientRequestToken). Used by who holds the database's lock.
 */
final class Tokens {

    private static final Duration KEPT = Duration.ofMinutes(10);

    /** A transaction that was carried out, and what reading its items costs, which is what it costs to ask again. */
    private record Done(ByteBuffer request, Consumption again, Instant at) {}

    private final Map<String, Done> done = new LinkedHashMap<>();

    /**
     * What asking again costs, if the transaction was carried out before; {@code null} if it was not.
     *
     * @throws ApiException if the token is known from another request
     */
    @Nullable
    Consumption known(String token, byte[] request, Instant now) {
        forget(now);
        Done before = done.get(token);
        if (before == null) {
            return null;
        }
        if (!before.request().equals(ByteBuffer.wrap(request))) {
            throw ApiException.dynamoDb(
                    "IdempotentParameterMismatchException",
                    "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.");
        }
        return before.again();
    }

    void remember(String token, byte[] request, Consumption again, Instant now) {
        done.put(token, new Done(ByteBuffer.wrap(request), again, now));
    }

    private void forget(Instant now) {
        for (Iterator<Done> each = done.values().iterator(); each.hasNext(); ) {
            if (each.next().at().plus(KEPT).isAfter(now)) {
                return;
            }
            each.remove();
        }
    }
}
