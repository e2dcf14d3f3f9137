package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SessionStore;
import jakarta.servlet.ServletContext;

/**
 * Creates the store of an application whose filter is registered without code. An implementation needs a public
 * no-argument constructor, and is named by the parameter {@code storeFactory}.
 */
public interface SessionStoreFactory {

    /**
     * Creates a store.
     *
     * @param context the application, for its parameters
     * @return a store; closed by the filter when the filter is destroyed
     */
    SessionStore create(ServletContext context);
}
