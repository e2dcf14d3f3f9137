package io.github.dynamodbsession.servlet.container;

import io.undertow.servlet.spec.ServletContextImpl;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;

/** The listeners registered with Undertow, which does not expose them, but forwards events to them. */
final class UndertowListeners {

    private UndertowListeners() {}

    static Optional<List<EventListener>> of(ServletContext servletContext) {
        return servletContext instanceof ServletContextImpl undertow
                ? Optional.of(List.of(new All(undertow.getDeployment().getApplicationListeners())))
                : Optional.empty();
    }

    /** All of them, as one. */
    private record All(io.undertow.servlet.core.ApplicationListeners listeners)
            implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            listeners.sessionCreated(event.getSession());
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            listeners.sessionDestroyed(event.getSession());
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            listeners.httpSessionAttributeAdded(event.getSession(), event.getName(), event.getValue());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            listeners.httpSessionAttributeRemoved(event.getSession(), event.getName(), event.getValue());
        }

        @Override
        public void attributeReplaced(HttpSessionBindingEvent event) {
            listeners.httpSessionAttributeReplaced(event.getSession(), event.getName(), event.getValue());
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
            listeners.httpSessionIdChanged(event.getSession(), oldSessionId);
        }
    }
}
