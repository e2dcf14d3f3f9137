/** What a table tells of its changes, as DynamoDB Streams does. */
@NullMarked
package io.github.dynamodbsession.emulator.stream;

import org.jspecify.annotations.NullMarked;
