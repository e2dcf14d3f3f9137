package io.github.dynamodbsession.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * The container's context of an asynchronous request, which saves the session before the request is completed or
 * dispatched, on whatever thread. Begun without arguments it means the request and response that the container gave;
 * the application is to work on ours.
 */
final class SessionAsyncContext implements AsyncContext {

    private final AsyncContext container;
    private final Pass pass;

    SessionAsyncContext(AsyncContext container, Pass pass) {
        this.container = container;
        this.pass = pass;
    }

    boolean isOf(AsyncContext other) {
        return container == other;
    }

    @Override
    public ServletRequest getRequest() {
        return container.hasOriginalRequestAndResponse() ? pass : container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.hasOriginalRequestAndResponse() ? pass.response() : container.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return getRequest() == pass && getResponse() == pass.response();
    }

    /** Saves; if that fails, nobody is above this thread who would answer for it, and the client waits. */
    private void end() {
        try {
            pass.end();
        } catch (RuntimeException e) {
            pass.response().answerFailure(e);
            container.complete();
            throw e;
        }
    }

    @Override
    public void complete() {
        end();
        container.complete();
    }

    @Override
    public void dispatch() {
        end();
        container.dispatch();
    }

    @Override
    public void dispatch(String path) {
        end();
        container.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        end();
        container.dispatch(context, path);
    }

    @Override
    public void start(Runnable run) {
        container.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(new ApplicationListener(listener, pass));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(new ApplicationListener(listener, pass), request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public void setTimeout(long milliseconds) {
        container.setTimeout(milliseconds);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }
}
