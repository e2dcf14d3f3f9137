/** Expired sessions with DynamoDB's native TTL. */
@NullMarked
package io.github.dynamodbsession.expiry;

import org.jspecify.annotations.NullMarked;
