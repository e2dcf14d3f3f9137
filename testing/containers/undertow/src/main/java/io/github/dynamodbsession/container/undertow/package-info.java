/** Undertow, as the session cases drive it. */
@NullMarked
package io.github.dynamodbsession.container.undertow;

import org.jspecify.annotations.NullMarked;
