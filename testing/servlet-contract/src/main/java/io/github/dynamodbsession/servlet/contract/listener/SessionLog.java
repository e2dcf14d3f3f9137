package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collections;
import java.util.TreeSet;

/** Records session events, and the visible state of the session at that time. */
public class SessionLog implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        log(event, "created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        log(event, "destroyed with " + new TreeSet<>(Collections.list(session.getAttributeNames())));
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        log(event, "added " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        log(event, "removed " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        log(
                event,
                "replaced " + event.getName() + "=" + event.getValue() + " by "
                        + event.getSession().getAttribute(event.getName()));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        log(
                event,
                "id changed, the old one "
                        + (oldSessionId.equals(event.getSession().getId()) ? "stays" : "goes"));
    }

    /** Distinguishes two of them. */
    String name() {
        return "";
    }

    private void log(HttpSessionEvent event, String what) {
        Events.of(event.getSession().getServletContext()).add(name() + what);
    }
}
