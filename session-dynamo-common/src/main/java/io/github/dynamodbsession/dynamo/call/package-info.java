/**
 * Calls of DynamoDB as values: what is asked and what was answered, in the words of the DynamoDB API Reference. Belongs
 * here: what an adapter for an SDK translates, and nothing that decides.
 */
@NullMarked
package io.github.dynamodbsession.dynamo.call;

import org.jspecify.annotations.NullMarked;
