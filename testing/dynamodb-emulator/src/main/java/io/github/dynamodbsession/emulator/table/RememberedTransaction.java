package io.github.dynamodbsession.emulator.table;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A transaction that was carried out under a client request token. Immutable.
 *
 * @param request a digest of what was asked for
 * @param readUnits what reading its items costs by table, in the order of the request: what it costs to ask again
 */
public record RememberedTransaction(String token, String request, Map<String, Double> readUnits, Instant at) {

    /** Copies the map. */
    public RememberedTransaction {
        readUnits = Collections.unmodifiableMap(new LinkedHashMap<>(readUnits));
    }
}
