package io.github.dynamodbsession.dynamo.call;

import java.time.Duration;

/**
 * How a call is to be sent: once, or as often as the SDK sends it within a time. Immutable.
 *
 * @param total the longest that it may take, the SDK's own retries and pauses included
 * @param attempt the longest that one attempt may take; at most {@code total}
 * @param once whether the SDK is to send it once, as far as it lets one say so, and whether the reason of an attempt is to
 *     be reported although {@code total} ended it; otherwise the client's own settings hold
 */
public record Round(Duration total, Duration attempt, boolean once) {}
