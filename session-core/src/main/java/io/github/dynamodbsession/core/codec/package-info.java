/**
 * Attribute values as bytes or text. Belongs here: the codec port, encoded values, and the codec that needs only the
 * JDK. Knows nothing about sessions or storage.
 */
@NullMarked
package io.github.dynamodbsession.core.codec;

import org.jspecify.annotations.NullMarked;
