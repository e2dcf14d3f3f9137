package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.SessionHandler;

/** The listeners registered with Jetty's context handler or its session handler. */
final class JettyListeners {

    private JettyListeners() {}

    static Optional<List<EventListener>> of(ServletContext servletContext) {
        ServletContextHandler context = ServletContextHandler.getServletContextHandler(servletContext);
        if (context == null) {
            return Optional.empty();
        }
        List<EventListener> listeners = new ArrayList<>(context.getEventListeners());
        SessionHandler sessions = context.getSessionHandler();
        if (sessions != null) {
            listeners.addAll(sessions.getEventListeners());
        }
        return Optional.of(listeners);
    }
}
