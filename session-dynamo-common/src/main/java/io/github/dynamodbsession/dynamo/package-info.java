/**
 * The logic of sessions in DynamoDB, without an SDK: options, table layouts, expressions and conditions, retries, and the
 * meaning of answers. All decisions belong here; an adapter for an SDK only makes the calls of {@code dynamo.call}.
 */
@NullMarked
package io.github.dynamodbsession.dynamo;

import org.jspecify.annotations.NullMarked;
