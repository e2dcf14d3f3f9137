/**
 * Attribute values as JSON, decided once for every JSON library. Belongs here: the format (which values carry their
 * type, and how), its limits and what it refuses, as functions between values and a tree; and {@link
 * io.github.dynamodbsession.codec.json.JsonLibrary}, what a library has to do. Knows no library.
 */
@NullMarked
package io.github.dynamodbsession.codec.json;

import org.jspecify.annotations.NullMarked;
