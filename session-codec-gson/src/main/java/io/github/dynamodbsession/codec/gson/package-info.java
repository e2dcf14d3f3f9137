/**
 * Attribute values as JSON with Gson: how Gson parses tokens and binds the user's own classes. The format itself is
 * defined in {@code session-codec-json}.
 */
@NullMarked
package io.github.dynamodbsession.codec.gson;

import org.jspecify.annotations.NullMarked;
