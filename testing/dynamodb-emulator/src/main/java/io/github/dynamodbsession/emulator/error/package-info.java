/** What DynamoDB answers instead of a result. */
@NullMarked
package io.github.dynamodbsession.emulator.error;

import org.jspecify.annotations.NullMarked;
