/** The storage client for DynamoDB on the AWS SDK for Java 2.x: translates requests and answers, decides nothing. */
@NullMarked
package io.github.dynamodbsession.dynamo.v2;

import org.jspecify.annotations.NullMarked;
