package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.session.events.SessionExpiredEvent;
import org.springframework.session.web.http.SessionEventHttpSessionListenerAdapter;
import org.springframework.session.web.socket.handler.WebSocketRegistryListener;

/**
 * Has the end of expired sessions published if something listens for it, which needs reap rounds; otherwise DynamoDB
 * removes them silently, at no cost. Decided once all beans exist.
 */
final class ExpiryAnnouncer implements ApplicationListener<ContextRefreshedEvent> {

    private static final ResolvableType EXPIRED = ResolvableType.forClass(SessionExpiredEvent.class);
    private static final ResolvableType ANYTHING = ResolvableType.forClass(ApplicationEvent.class);

    private final Consumer<SessionListener> listeners;
    private final @Nullable Boolean wanted;
    private final AbstractApplicationContext context;
    private volatile boolean announced;

    /**
     * Takes the method that adds a listener to the store, and the property; null means that it depends on the
     * listeners.
     */
    ExpiryAnnouncer(Consumer<SessionListener> listeners, @Nullable Boolean wanted, AbstractApplicationContext context) {
        this.listeners = listeners;
        this.wanted = wanted;
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == context && (wanted == null ? isListenedFor() : wanted)) {
            // Makes the store report expiry; the repository's own listener publishes it.
            listeners.accept(new SessionListener() {});
            announced = true;
        }
    }

    boolean isAnnounced() {
        return announced;
    }

    private boolean isListenedFor() {
        return context.getApplicationListeners().stream().anyMatch(this::listensForExpiry);
    }

    private boolean listensForExpiry(ApplicationListener<?> listener) {
        if (listener instanceof SessionEventHttpSessionListenerAdapter) {
            return context.getBeanNamesForType(HttpSessionListener.class, true, false).length > 0;
        }
        if (listener instanceof WebSocketRegistryListener) {
            return true; // takes every event, and closes the WebSockets of a session that has expired
        }
        GenericApplicationListener typed = listener instanceof GenericApplicationListener generic
                ? generic
                : new GenericApplicationListenerAdapter(listener);
        // A listener for all events does not listen for expiry in particular.
        return typed.supportsEventType(EXPIRED) && !typed.supportsEventType(ANYTHING);
    }
}
