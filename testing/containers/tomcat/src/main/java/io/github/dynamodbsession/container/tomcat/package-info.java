/** Tomcat, as the session cases drive it. */
@NullMarked
package io.github.dynamodbsession.container.tomcat;

import org.jspecify.annotations.NullMarked;
