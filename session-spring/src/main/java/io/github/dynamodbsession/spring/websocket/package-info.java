/** WebSockets of Spring Session's message broker, which end with their sessions. */
@NullMarked
package io.github.dynamodbsession.spring.websocket;

import org.jspecify.annotations.NullMarked;
