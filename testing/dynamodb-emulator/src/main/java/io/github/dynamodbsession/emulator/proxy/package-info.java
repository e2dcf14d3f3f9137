/** A proxy in front of a DynamoDB endpoint that injects what only the wire can break. */
@NullMarked
package io.github.dynamodbsession.emulator.proxy;

import org.jspecify.annotations.NullMarked;
