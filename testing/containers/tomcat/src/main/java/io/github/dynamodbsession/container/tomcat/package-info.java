/** Tomcat as a container for the session cases. */
@NullMarked
package io.github.dynamodbsession.container.tomcat;

import org.jspecify.annotations.NullMarked;
