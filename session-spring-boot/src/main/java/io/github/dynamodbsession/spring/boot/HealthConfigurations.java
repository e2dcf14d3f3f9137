package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageStatus;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The storage's health, if the application has health indicators; imported after the store. */
final class HealthConfigurations {

    /** As in {@code management.health.dynamodb-session.enabled}. */
    private static final String NAME = "dynamodb-session";

    /** The name of the contributor is that of the bean without its ending. */
    private static final String INDICATOR = "dynamoDbSessionHealthIndicator";

    private static final String CONTRIBUTOR = "dynamoDbSessionHealthContributor";

    private static final String FAILED = "The health of the session storage could not be determined";

    private HealthConfigurations() {}

    /** For a blocking store. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnBean(SessionStore.class)
    static class OfServlets {

        @Bean(INDICATOR)
        @ConditionalOnEnabledHealthIndicator(NAME)
        @ConditionalOnMissingBean(name = {INDICATOR, CONTRIBUTOR})
        HealthIndicator dynamoDbSessionHealthIndicator(SessionStore store) {
            return new Blocking(store);
        }
    }

    /** For an asynchronous store. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class, Mono.class})
    @ConditionalOnBean(AsyncSessionStore.class)
    static class OfWebFlux {

        @Bean(INDICATOR)
        @ConditionalOnEnabledHealthIndicator(NAME)
        @ConditionalOnMissingBean(name = {INDICATOR, CONTRIBUTOR})
        ReactiveHealthIndicator dynamoDbSessionHealthIndicator(AsyncSessionStore store) {
            return new Reactive(store);
        }
    }

    private static final class Blocking extends AbstractHealthIndicator {

        private final SessionStore store;

        Blocking(SessionStore store) {
            super(FAILED);
            this.store = store;
        }

        @Override
        protected void doHealthCheck(Health.Builder builder) {
            tell(store.health(), builder);
        }
    }

    /** Does not block a thread. */
    private static final class Reactive extends AbstractReactiveHealthIndicator {

        private final AsyncSessionStore store;

        Reactive(AsyncSessionStore store) {
            super(FAILED);
            this.store = store;
        }

        @Override
        protected Mono<Health> doHealthCheck(Health.Builder builder) {
            return Mono.fromFuture(store::health)
                    .map(status -> tell(status, builder).build());
        }
    }

    static Health.Builder tell(StorageStatus status, Health.Builder builder) {
        builder.withDetails(status.details());
        return status.ready() ? builder.up() : builder.down().withDetail("reason", status.reason());
    }
}
