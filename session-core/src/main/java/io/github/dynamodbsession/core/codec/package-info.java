/**
 * Attribute values as bytes or text. Belongs here: the codec port, what a codec makes, and the codec that the JDK
 * alone suffices for. Knows nothing of sessions or storage.
 */
@NullMarked
package io.github.dynamodbsession.core.codec;

import org.jspecify.annotations.NullMarked;
