/** What the calls of an emulator have consumed, operation by operation. */
@NullMarked
package io.github.dynamodbsession.emulator.meter;

import org.jspecify.annotations.NullMarked;
