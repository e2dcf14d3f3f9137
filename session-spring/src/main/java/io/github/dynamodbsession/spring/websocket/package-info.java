/** Closes WebSockets of Spring Session's message broker when their sessions end. */
@NullMarked
package io.github.dynamodbsession.spring.websocket;

import org.jspecify.annotations.NullMarked;
