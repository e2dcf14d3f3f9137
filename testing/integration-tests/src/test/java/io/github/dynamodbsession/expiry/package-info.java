/** What becomes of expired sessions when DynamoDB itself takes care of them. */
@NullMarked
package io.github.dynamodbsession.expiry;

import org.jspecify.annotations.NullMarked;
