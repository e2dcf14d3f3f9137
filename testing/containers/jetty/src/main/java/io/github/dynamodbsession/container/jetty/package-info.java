/** Jetty as a container for the session cases. */
@NullMarked
package io.github.dynamodbsession.container.jetty;

import org.jspecify.annotations.NullMarked;
