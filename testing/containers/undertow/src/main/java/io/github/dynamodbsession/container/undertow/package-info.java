/** Undertow as a container for the session cases. */
@NullMarked
package io.github.dynamodbsession.container.undertow;

import org.jspecify.annotations.NullMarked;
