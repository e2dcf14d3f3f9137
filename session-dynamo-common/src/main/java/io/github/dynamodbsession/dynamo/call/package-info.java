/**
 * Calls of DynamoDB as values: requests and answers, in the terms of the DynamoDB API Reference. This package contains what
 * an adapter for an SDK translates, and no decisions.
 */
@NullMarked
package io.github.dynamodbsession.dynamo.call;

import org.jspecify.annotations.NullMarked;
