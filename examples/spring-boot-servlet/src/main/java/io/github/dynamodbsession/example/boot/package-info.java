/** An application of Spring Boot, whose sessions are in DynamoDB. */
@NullMarked
package io.github.dynamodbsession.example.boot;

import org.jspecify.annotations.NullMarked;
