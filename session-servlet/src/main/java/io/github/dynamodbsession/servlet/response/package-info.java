/** Responses that save the session before they are committed. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.response;

import org.jspecify.annotations.NullMarked;
