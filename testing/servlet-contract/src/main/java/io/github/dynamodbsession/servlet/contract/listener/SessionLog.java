package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collections;
import java.util.TreeSet;

/** Writes down what happens to sessions, and what can be seen of them then. */
public class SessionLog implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        tell(event, "created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        tell(event, "destroyed with " + new TreeSet<>(Collections.list(session.getAttributeNames())));
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        tell(event, "added " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        tell(event, "removed " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        tell(
                event,
                "replaced " + event.getName() + "=" + event.getValue() + " by "
                        + event.getSession().getAttribute(event.getName()));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        tell(
                event,
                "id changed, the old one "
                        + (oldSessionId.equals(event.getSession().getId()) ? "stays" : "goes"));
    }

    /** So that two of them can be told apart. */
    String name() {
        return "";
    }

    private void tell(HttpSessionEvent event, String what) {
        Events.of(event.getSession().getServletContext()).add(name() + what);
    }
}
