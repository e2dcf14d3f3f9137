/**
 * Operations that take several calls, as values: what to ask next is decided in pure code, asking is somebody else's
 * business. Belongs here: the step itself and the ways of running it, blocking or not. Knows nothing of sessions.
 */
@NullMarked
package io.github.dynamodbsession.core.step;

import org.jspecify.annotations.NullMarked;
