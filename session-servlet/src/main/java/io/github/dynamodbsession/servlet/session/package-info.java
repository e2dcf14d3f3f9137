/** Sessions as an application sees them, and what all requests of an application share. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.session;

import org.jspecify.annotations.NullMarked;
