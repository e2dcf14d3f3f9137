/** JSON in and out: plain Java values, and attribute values as the protocol writes them. */
@NullMarked
package io.github.dynamodbsession.emulator.json;

import org.jspecify.annotations.NullMarked;
