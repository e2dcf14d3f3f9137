package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import java.util.function.Consumer;

/**
 * The store that a session comes from, as far as the session needs it.
 *
 * @param onUndecodable is notified of each attribute that cannot be decoded, or is stored apart and cannot be read
 * @param loading loads attributes that are stored apart, when one of them is read
 */
record SessionHome(Consumer<SessionCodecException> onUndecodable, AttributeLoading loading) {}
