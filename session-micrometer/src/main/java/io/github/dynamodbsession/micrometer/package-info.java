/** Meters and observations of a session store, by Micrometer. */
@NullMarked
package io.github.dynamodbsession.micrometer;

import org.jspecify.annotations.NullMarked;
