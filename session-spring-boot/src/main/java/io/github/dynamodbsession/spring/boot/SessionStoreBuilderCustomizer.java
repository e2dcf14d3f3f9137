package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;

/**
 * Customizes the builder of the auto-configured {@link SessionStore}, for options that have no property: a clock, an id
 * generator, an index by a function. Called in the order of the beans, after the properties have been applied.
 */
@FunctionalInterface
public interface SessionStoreBuilderCustomizer {

    /**
     * Customizes the builder.
     *
     * @param builder the builder, with the properties applied; not null
     */
    void customize(SessionStore.Builder builder);
}
