/**
 * Attribute values as JSON, by Gson. Belongs here: how Gson reads tokens and binds the user's own classes; what the
 * JSON looks like is decided in {@code session-core}.
 */
@NullMarked
package io.github.dynamodbsession.codec.gson;

import org.jspecify.annotations.NullMarked;
