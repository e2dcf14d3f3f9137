/** The storage client for DynamoDB on the AWS SDK for Java 1.x: translates requests and answers, decides nothing. */
@NullMarked
package io.github.dynamodbsession.dynamo.v1;

import org.jspecify.annotations.NullMarked;
