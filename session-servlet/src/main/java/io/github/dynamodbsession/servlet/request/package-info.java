/** A request on its way through the filter, and what it knows of its session. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.request;

import org.jspecify.annotations.NullMarked;
