/** A chat over WebSockets that end with the sessions of their users. */
@NullMarked
package io.github.dynamodbsession.example.websocket;

import org.jspecify.annotations.NullMarked;
