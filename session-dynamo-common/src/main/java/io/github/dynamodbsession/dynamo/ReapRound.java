package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.time.Instant;

/** The item by which nodes agree on who reaps: the same in each layout, under a key that no session can have. */
final class ReapRound {

    /** An attribute that no session's item may use for something else. */
    static final String LAST_REAP_AT = "lastReapAt";

    private static final String ITEM = "reap";

    private ReapRound() {}

    /**
     * Takes a round, unless another node did so within the interval. A round of the future, by a wrong clock, counts as
     * none.
     */
    static Request.UpdateItem claim(String table, Keys keys, Instant now, Duration interval) {
        ExpressionBuilder expression = new ExpressionBuilder();
        String last = expression.name(LAST_REAP_AT);
        expression
                .require("(attribute_not_exists(" + last + ") OR " + last + "<="
                        + expression.value(millis(now.minus(interval))) + " OR " + last + ">"
                        + expression.value(millis(now.plus(interval))) + ")")
                .set(last, millis(now));
        return new Request.UpdateItem(table, keys.ofInternal(ITEM), expression.build());
    }

    private static Value.N millis(Instant instant) {
        return Value.N.of(instant.toEpochMilli());
    }
}
