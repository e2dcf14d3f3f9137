package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.spring.websocket.WebSocketSessionGuard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.session.web.socket.config.annotation.AbstractSessionWebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** Closes WebSockets of Spring Session's message broker when their sessions end. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({WebSocketMessageBrokerConfigurer.class, InterceptableChannel.class})
@ConditionalOnBean(AbstractSessionWebSocketMessageBrokerConfigurer.class)
@ConditionalOnBooleanProperty(name = DynamoDbSessionProperties.PREFIX + ".websocket.enabled", matchIfMissing = true)
class WebSocketConfiguration {

    @Bean
    @ConditionalOnMissingBean
    WebSocketSessionGuard webSocketSessionGuard(SessionStore store, DynamoDbSessionProperties properties) {
        try {
            return WebSocketSessionGuard.of(store, properties.websocket().checkInterval());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(
                    DynamoDbSessionProperties.PREFIX + ".websocket.check-interval is negative.",
                    "Set it to 0s, for a lookup before each message, or to a positive duration.");
        }
    }

    /** Runs before the server accepts connections. */
    @Bean
    SmartInitializingSingleton webSocketAccessRecording(
            ObjectProvider<WebSocketSessionGuard> guard,
            @Qualifier("clientInboundChannel") ObjectProvider<InterceptableChannel> channels) {
        return () -> channels.ifAvailable(guard.getObject()::recordAccessInPlaceOf);
    }
}
