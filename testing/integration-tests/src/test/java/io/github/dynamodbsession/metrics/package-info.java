/** Meters of sessions in DynamoDB, held against what its engine saw and told. */
@NullMarked
package io.github.dynamodbsession.metrics;

import org.jspecify.annotations.NullMarked;
