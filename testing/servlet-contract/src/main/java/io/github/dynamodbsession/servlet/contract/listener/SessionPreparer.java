package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Sets an attribute in every new session. */
public final class SessionPreparer implements HttpSessionListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setAttribute("prepared", "yes");
    }
}
