/**
 * Operations of several calls, as values: the next call is decided in pure code, and made by a caller. Belongs here:
 * the step itself and its callers, blocking or not. Knows nothing about sessions.
 */
@NullMarked
package io.github.dynamodbsession.core.step;

import org.jspecify.annotations.NullMarked;
