package io.github.dynamodbsession.servlet.request;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Saves before the first include, within which headers are ignored. A forward commits like any servlet. */
final class SessionDispatcher implements RequestDispatcher {

    private final RequestDispatcher container;
    private final RequestPass pass;

    SessionDispatcher(RequestDispatcher container, RequestPass pass) {
        this.container = container;
        this.pass = pass;
    }

    @Override
    public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        container.forward(request, response);
    }

    @Override
    public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        pass.beforeInclude();
        container.include(request, response);
    }
}
