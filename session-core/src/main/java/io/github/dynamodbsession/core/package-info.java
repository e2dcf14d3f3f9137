/**
 * Sessions for applications and web adapters: {@link io.github.dynamodbsession.core.SessionStore} and its {@link
 * io.github.dynamodbsession.core.Session}. Belongs here: working copies, what to write and when (as pure functions),
 * times, the reaper. Builds on {@code core.storage}, {@code core.codec}, {@code core.step} and {@code core.error}; none
 * of them knows it.
 */
@NullMarked
package io.github.dynamodbsession.core;

import org.jspecify.annotations.NullMarked;
