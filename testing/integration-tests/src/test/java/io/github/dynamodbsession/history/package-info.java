/**
 * Many threads and nodes use sessions at once while attempts of their calls arrive late, and what they saw is judged
 * against the promises. {@link io.github.dynamodbsession.history.Judge} says which promise is judged how; {@link
 * io.github.dynamodbsession.history.Traffic} makes the history.
 */
@NullMarked
package io.github.dynamodbsession.history;

import org.jspecify.annotations.NullMarked;
