/** The time as the emulator has it. */
@NullMarked
package io.github.dynamodbsession.emulator.clock;

import org.jspecify.annotations.NullMarked;
