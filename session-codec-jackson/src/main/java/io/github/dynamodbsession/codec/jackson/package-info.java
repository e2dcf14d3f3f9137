/**
 * Attribute values as JSON with Jackson 3: how Jackson parses tokens and binds the user's own classes. The format
 * itself is defined in {@code session-codec-json}.
 */
@NullMarked
package io.github.dynamodbsession.codec.jackson;

import org.jspecify.annotations.NullMarked;
