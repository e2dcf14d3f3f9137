package io.github.dynamodbsession.dynamo;

import static io.github.dynamodbsession.dynamo.NativeItems.CREATED_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.EXPIRES_AT;
import static io.github.dynamodbsession.dynamo.NativeItems.TOKEN;
import static io.github.dynamodbsession.dynamo.NativeItems.TTL;
import static io.github.dynamodbsession.dynamo.NativeItems.millis;

import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;

/** Conditions on the items of the native layout. */
final class NativeConditions {

    /**
     * The reaper removes chunks so long after their end, so that it has handed over their sessions with their values even
     * if it comes late, such as after an outage.
     */
    private static final Duration REAPED_AFTER_END = Duration.ofDays(30);

    private NativeConditions() {}

    /** Of a chunk whose time has been over for long. */
    static String ended(ExpressionBuilder expression, Instant before) {
        return "attribute_exists(" + expression.name(ChunkItems.WRITTEN_BY) + ") AND " + expression.name(TTL) + "<="
                + expression.value(
                        NativeItems.secondsOf(before.minus(REAPED_AFTER_END).getEpochSecond()));
    }

    static ExpressionBuilder expired(Instant before) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return expression.require(expression.name(EXPIRES_AT) + "<=" + expression.value(millis(before)));
    }

    /** Holds only for a session that exists and has not expired, not for a tombstone: no write brings a session back. */
    static ExpressionBuilder alive(Instant now) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String expiresAt = expression.name(EXPIRES_AT);
        return expression
                .require("attribute_exists(" + expression.name(CREATED_AT) + ")")
                .require("(attribute_not_exists(" + expiresAt + ") OR " + expiresAt + ">"
                        + expression.value(millis(now)) + ")");
    }

    static void requireToken(ExpressionBuilder expression, String stored) {
        expression.require(expression.name(TOKEN) + "=" + expression.value(new Value.S(stored)));
    }
}
