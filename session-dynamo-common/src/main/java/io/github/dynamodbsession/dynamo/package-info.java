/**
 * All that is to be known about sessions in DynamoDB, without an SDK: options, the table's layout, expressions and
 * conditions, retries, and how answers are read. Belongs here: every decision; an adapter for an SDK only makes the
 * calls of {@code dynamo.call}.
 */
@NullMarked
package io.github.dynamodbsession.dynamo;

import org.jspecify.annotations.NullMarked;
