/** An application whose users log in with OpenID Connect, with sessions in DynamoDB. */
@NullMarked
package io.github.dynamodbsession.example.oidc;

import org.jspecify.annotations.NullMarked;
