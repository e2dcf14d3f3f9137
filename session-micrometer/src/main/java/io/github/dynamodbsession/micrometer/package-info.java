/** Micrometer meters and observations of a session store. */
@NullMarked
package io.github.dynamodbsession.micrometer;

import org.jspecify.annotations.NullMarked;
