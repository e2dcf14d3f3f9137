/** Attribute values, numbers and items: what a table holds, how large it is and how keys compare. */
@NullMarked
package io.github.dynamodbsession.emulator.value;

import org.jspecify.annotations.NullMarked;
