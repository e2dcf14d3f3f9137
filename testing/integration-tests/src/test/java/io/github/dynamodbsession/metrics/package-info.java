/**
 * Checks the meters of sessions in DynamoDB against the calls that the engine received and the units that it reported.
 */
@NullMarked
package io.github.dynamodbsession.metrics;

import org.jspecify.annotations.NullMarked;
