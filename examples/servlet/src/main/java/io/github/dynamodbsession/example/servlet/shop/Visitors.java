package io.github.dynamodbsession.example.servlet.shop;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts session events on this node. Safe for any number of threads. */
public final class Visitors
        implements ServletContextListener, HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {

    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger changedId = new AtomicInteger();
    private final AtomicInteger loggedIn = new AtomicInteger();

    static Visitors of(ServletContext context) {
        return (Visitors) context.getAttribute(Visitors.class.getName());
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute(Visitors.class.getName(), this);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        came.incrementAndGet();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        left.incrementAndGet();
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        changedId.incrementAndGet();
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (event.getName().equals("user")) {
            loggedIn.incrementAndGet();
        }
    }

    @Override
    public String toString() {
        return came + " came, " + left + " left, " + loggedIn + " logged in, " + changedId + " with a new id";
    }
}
