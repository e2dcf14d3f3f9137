package io.github.dynamodbsession.emulator.stream;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of an item. Immutable.
 *
 * @param event {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param before the item before the change, as far as the stream shows it
 * @param after the item after it, as far as the stream shows it
 * @param byTimeToLive whether the service removed the item because it had expired
 */
public record StreamRecord(
        long sequence,
        Instant at,
        String event,
        Map<String, AttributeValue> keys,
        @Nullable Map<String, AttributeValue> before,
        @Nullable Map<String, AttributeValue> after,
        boolean byTimeToLive) {}
