package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;

/**
 * Changes the builder of the auto-configured store of a reactive application, for what no property can say, as {@link
 * SessionStoreBuilderCustomizer} does in a servlet application. Called in the order of the beans, after the properties.
 */
@FunctionalInterface
public interface AsyncSessionStoreBuilderCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder the builder, with the properties' values set; not null
     */
    void customize(AsyncSessionStore.Builder builder);
}
