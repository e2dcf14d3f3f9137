/**
 * The exceptions of this library: {@link io.github.dynamodbsession.core.error.SessionException} and its few subclasses.
 * Belongs here: exceptions and their data. Depends on nothing else of this library.
 */
@NullMarked
package io.github.dynamodbsession.core.error;

import org.jspecify.annotations.NullMarked;
