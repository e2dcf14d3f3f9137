package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SessionStore;
import jakarta.servlet.ServletContext;

/**
 * Makes the store of an application whose filter is registered without code. A class that implements this has a public
 * constructor without parameters, and is named by the parameter {@code storeFactory}.
 */
public interface SessionStoreFactory {

    /**
     * Makes a store.
     *
     * @param context the application, for parameters of its own
     * @return a store; closed by the filter when that is taken out of service
     */
    SessionStore create(ServletContext context);
}
