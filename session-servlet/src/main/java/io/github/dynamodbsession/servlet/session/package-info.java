/** Sessions as the application sees them, and the state that all requests of an application share. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.session;

import org.jspecify.annotations.NullMarked;
