package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.util.Objects;

/**
 * A value that is told of being bound to a session.
 *
 * @param name which
 */
public record Told(String name) implements HttpSessionBindingListener, Serializable {

    /** So that the components' check is not lost. */
    public Told {
        Objects.requireNonNull(name);
    }

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
        tell(
                event.getSession(),
                "bound " + name + " as " + event.getName() + ", where there is "
                        + event.getSession().getAttribute(event.getName()));
    }

    /** Asks nothing of the session, which may have ended by now. */
    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        tell(event.getSession(), "unbound " + name + " from " + event.getName());
    }

    private static void tell(HttpSession session, String what) {
        Events.of(session.getServletContext()).add(what);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * A value that is told of its session's journeys.
     *
     * @param name which
     */
    public record Traveller(String name) implements HttpSessionActivationListener, Serializable {

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            tell(event.getSession(), name + " passivated");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            tell(event.getSession(), name + " activated");
        }
    }
}
