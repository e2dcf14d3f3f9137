package io.github.dynamodbsession.example.websocket;

import io.github.dynamodbsession.spring.StoreSession;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.session.web.socket.config.annotation.AbstractSessionWebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;

/** STOMP over WebSockets, which Spring Session's configurer binds to HTTP sessions. */
@Configuration
@EnableWebSocketMessageBroker
class ChatConfiguration extends AbstractSessionWebSocketMessageBrokerConfigurer<StoreSession> {

    private static final long HEARTBEAT_MILLIS = 10_000;

    @Override
    protected void configureStompEndpoints(StompEndpointRegistry registry) {
        registry.setPreserveReceiveOrder(true);
        registry.addEndpoint("/chat");
    }

    /** Heartbeats detect a client that only listens. */
    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic")
                .setHeartbeatValue(new long[] {HEARTBEAT_MILLIS, HEARTBEAT_MILLIS})
                .setTaskScheduler(heartbeats());
        registry.setApplicationDestinationPrefixes("/app");
    }

    @Bean
    TaskScheduler heartbeats() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("heartbeat-");
        scheduler.setDaemon(true);
        return scheduler;
    }
}
