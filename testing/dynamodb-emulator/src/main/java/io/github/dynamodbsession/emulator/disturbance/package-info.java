/** What the service does and no other engine shows: conflicts, throttling, stale reads, lag, late attempts. */
@NullMarked
package io.github.dynamodbsession.emulator.disturbance;

import org.jspecify.annotations.NullMarked;
