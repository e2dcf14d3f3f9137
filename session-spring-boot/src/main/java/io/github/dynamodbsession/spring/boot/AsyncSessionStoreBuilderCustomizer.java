package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;

/**
 * Customizes the builder of the auto-configured {@link AsyncSessionStore} of a reactive application, as {@link
 * SessionStoreBuilderCustomizer} does in a servlet application. Called in the order of the beans, after the properties
 * have been applied.
 */
@FunctionalInterface
public interface AsyncSessionStoreBuilderCustomizer {

    /**
     * Customizes the builder.
     *
     * @param builder the builder, with the properties applied; not null
     */
    void customize(AsyncSessionStore.Builder builder);
}
