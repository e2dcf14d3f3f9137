package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;

/**
 * Sets what no property sets on the builder of the {@link SessionStore}: a clock, a generator of ids, an index with a
 * function of its own. Called in the order of the beans, after the properties.
 */
@FunctionalInterface
public interface SessionStoreBuilderCustomizer {

    /**
     * Changes the builder.
     *
     * @param builder the builder, with the properties' values set; not null
     */
    void customize(SessionStore.Builder builder);
}
