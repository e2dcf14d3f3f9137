/**
 * Attribute values as JSON, defined once for all JSON libraries: the format (which values carry their type, and how),
 * its limits and what it rejects, as functions between values and a tree; and {@link
 * io.github.dynamodbsession.codec.json.JsonLibrary}, the adapter of a library. Does not depend on any JSON library.
 */
@NullMarked
package io.github.dynamodbsession.codec.json;

import org.jspecify.annotations.NullMarked;
