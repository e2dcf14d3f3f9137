package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.core.SessionEndBroadcast;
import io.github.dynamodbsession.spring.StoreSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.session.web.socket.config.annotation.AbstractSessionWebSocketMessageBrokerConfigurer;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;

/** The shop with a chat over WebSockets, as Spring Session's documentation has it. */
@Configuration
@EnableAutoConfiguration
@EnableWebSocketMessageBroker
@Import({Shop.class, Chat.Room.class})
class Chat extends AbstractSessionWebSocketMessageBrokerConfigurer<StoreSession> {

    @Override
    protected void configureStompEndpoints(StompEndpointRegistry registry) {
        registry.setPreserveReceiveOrder(true); // who has subscribed hears what is said next
        registry.addEndpoint("/open/chat");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic");
        registry.setApplicationDestinationPrefixes("/app");
    }

    /** One for all nodes, in this JVM. Static: the store needs it, and what this class inherits needs the store. */
    @Bean
    @ConditionalOnProperty("chat.broadcast")
    static SessionEndBroadcast broadcast() {
        return BroadcastInMemory.SHARED;
    }

    @Controller
    static class Room {

        @MessageMapping("/say")
        @SendTo("/topic/said")
        String say(String text) {
            return "said " + text;
        }
    }

    /** Delivers at once, on the thread of the publisher. */
    private static final class BroadcastInMemory implements SessionEndBroadcast {

        static final BroadcastInMemory SHARED = new BroadcastInMemory();

        private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();

        @Override
        public void publish(String id) {
            subscribers.forEach(subscriber -> subscriber.accept(id));
        }

        @Override
        public Subscription subscribe(Consumer<String> subscriber) {
            subscribers.add(subscriber);
            return () -> subscribers.remove(subscriber);
        }
    }
}
