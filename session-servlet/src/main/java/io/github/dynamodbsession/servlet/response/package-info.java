/** Responses that let a session be saved before they are committed. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.response;

import org.jspecify.annotations.NullMarked;
