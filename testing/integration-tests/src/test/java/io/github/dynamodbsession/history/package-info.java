/**
 * Many threads and nodes use sessions concurrently while attempts of their calls arrive late, and the resulting history
 * is checked against the promises. {@link io.github.dynamodbsession.history.Judge} documents how each promise is
 * checked; {@link io.github.dynamodbsession.history.Traffic} creates the history.
 */
@NullMarked
package io.github.dynamodbsession.history;

import org.jspecify.annotations.NullMarked;
