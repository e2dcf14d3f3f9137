/** Jetty, as the session cases drive it. */
@NullMarked
package io.github.dynamodbsession.container.jetty;

import org.jspecify.annotations.NullMarked;
