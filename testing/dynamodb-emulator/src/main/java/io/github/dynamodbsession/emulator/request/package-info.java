/** Requests as they come: of the right shape, within the constraints of their members, with attribute values read. */
@NullMarked
package io.github.dynamodbsession.emulator.request;

import org.jspecify.annotations.NullMarked;
