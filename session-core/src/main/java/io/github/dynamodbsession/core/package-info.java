/**
 * Sessions for applications and web adapters: {@link io.github.dynamodbsession.core.SessionStore} and the
 * {@link io.github.dynamodbsession.core.Session} it hands out. Belongs here: working copies, what to write and when
 * (as pure functions), times, clean-up. Stands on {@code core.storage}, {@code core.codec}, {@code core.step} and
 * {@code core.error}; none of them knows it.
 */
@NullMarked
package io.github.dynamodbsession.core;

import org.jspecify.annotations.NullMarked;
