package io.github.dynamodbsession.dynamo.call;

import java.time.Duration;

/**
 * How a call is to be sent: once, or as often as the SDK sends it within a timeout. Immutable.
 *
 * @param total the timeout of the call, the SDK's own retries and pauses included
 * @param attempt the timeout of one attempt; at most {@code total}
 * @param once whether the SDK is to send it only once, as far as the SDK allows, and to report the failure of an attempt
 *     even if {@code total} ended the call; otherwise the client's own settings apply
 */
public record Round(Duration total, Duration attempt, boolean once) {

    /**
     * Whether an attempt needs a timeout of its own, because it may take less time than the call.
     *
     * @return true if it does
     */
    public boolean limitsAttempts() {
        return attempt.compareTo(total) < 0;
    }
}
