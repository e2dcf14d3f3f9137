/**
 * Attribute values as JSON, by Jackson 3. Belongs here: how Jackson reads tokens and binds the user's own classes; what
 * the JSON looks like is decided in {@code session-core}.
 */
@NullMarked
package io.github.dynamodbsession.codec.jackson;

import org.jspecify.annotations.NullMarked;
