package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Which items have expired: those whose attribute is a number of seconds since 1970 that is over, though not by more than
 * five years (Developer Guide, "Using time to live").
 */
record TimeToLive(String attribute, Instant now) {

    private static final Duration FORGOTTEN = Duration.ofDays(5 * 365);

    boolean isOver(Map<String, AttributeValue> item) {
        if (!(item.get(attribute) instanceof AttributeValue.N seconds)) {
            return false;
        }
        BigDecimal ended = BigDecimal.valueOf(now.getEpochSecond()).subtract(seconds.value());
        return ended.signum() >= 0 && ended.compareTo(BigDecimal.valueOf(FORGOTTEN.toSeconds())) <= 0;
    }
}
