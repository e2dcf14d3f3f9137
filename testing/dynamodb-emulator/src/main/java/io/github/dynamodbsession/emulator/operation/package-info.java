/** One class for each operation, or for a family of them. */
@NullMarked
package io.github.dynamodbsession.emulator.operation;

import org.jspecify.annotations.NullMarked;
