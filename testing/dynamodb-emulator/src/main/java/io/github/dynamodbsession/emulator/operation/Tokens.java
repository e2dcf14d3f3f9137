package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.RememberedTransaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client request tokens by which the service knows a transaction again (API Reference, TransactWriteItems,
 * ClientRequestToken). Used by who holds the database's lock.
 */
final class Tokens {

    private final Database database;

    Tokens(Database database) {
        this.database = database;
    }

    /**
     * What asking again costs, if the transaction was carried out before; {@code null} if it was not.
     *
     * @throws ApiException if the token is known from another request
     */
    @Nullable
    Consumption known(String token, byte[] request) {
        RememberedTransaction before = database.remembered(token).orElse(null);
        if (before == null) {
            return null;
        }
        if (!before.request().equals(digest(request))) {
            throw ApiException.dynamoDb(
                    "IdempotentParameterMismatchException",
                    "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.");
        }
        Consumption again = Consumption.ofReadingTransaction();
        before.readUnits()
                .forEach((name, units) -> database.find(name).ifPresent(table -> again.add(table.definition(), units)));
        return again;
    }

    void remember(String token, byte[] request, Map<String, Double> readUnits) {
        database.remember(new RememberedTransaction(token, digest(request), readUnits, database.now()));
    }

    private static String digest(byte[] request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
