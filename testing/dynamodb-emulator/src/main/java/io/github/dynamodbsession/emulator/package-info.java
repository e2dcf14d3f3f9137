/**
 * A DynamoDB for tests and demonstrations: {@link io.github.dynamodbsession.emulator.DynamoDbEmulator} in this JVM,
 * {@link io.github.dynamodbsession.emulator.DynamoDbEndpoint} for whatever endpoint a test run was told to use.
 */
@NullMarked
package io.github.dynamodbsession.emulator;

import org.jspecify.annotations.NullMarked;
