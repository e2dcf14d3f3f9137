/** An application of Spring WebFlux, whose sessions are in DynamoDB. */
@NullMarked
package io.github.dynamodbsession.example.webflux;

import org.jspecify.annotations.NullMarked;
