package io.github.dynamodbsession.servlet.contract.listener;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Accesses the session before any filter does. */
public final class RequestGreeter implements ServletRequestListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        HttpSession session = ((HttpServletRequest) event.getServletRequest()).getSession(false);
        Object user = session == null ? null : session.getAttribute("user");
        Events.of(event.getServletContext()).add("request of " + user);
    }
}
