/** A request on its way through the filter, and the state of its session. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.request;

import org.jspecify.annotations.NullMarked;
