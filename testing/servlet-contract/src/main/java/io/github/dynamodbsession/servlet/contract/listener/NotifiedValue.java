package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.util.Objects;

/**
 * A value that is notified of being bound to a session.
 *
 * @param name its name
 */
public record NotifiedValue(String name) implements HttpSessionBindingListener, Serializable {

    /** Keeps the check of the components. */
    public NotifiedValue {
        Objects.requireNonNull(name);
    }

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
        log(
                event.getSession(),
                "bound " + name + " as " + event.getName() + ", where there is "
                        + event.getSession().getAttribute(event.getName()));
    }

    /** Does not use the session, which may have ended by now. */
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        log(event.getSession(), "unbound " + name + " from " + event.getName());
    }

    private static void log(HttpSession session, String what) {
        Events.of(session.getServletContext()).add(what);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * A value that is notified of passivation and activation of its session.
     *
     * @param name which
     */
    public record Traveller(String name) implements HttpSessionActivationListener, Serializable {

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            log(event.getSession(), name + " passivated");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            log(event.getSession(), name + " activated");
        }
    }
}
