package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The same as {@link HealthConfiguration} over an asynchronous store; imported after that. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class, Mono.class})
@ConditionalOnBean(AsyncSessionStore.class)
class ReactiveHealthConfiguration {

    @Bean(HealthConfiguration.INDICATOR)
    @ConditionalOnEnabledHealthIndicator(HealthConfiguration.NAME)
    @ConditionalOnMissingBean(name = {HealthConfiguration.INDICATOR, HealthConfiguration.CONTRIBUTOR})
    ReactiveHealthIndicator dynamoDbSessionHealthIndicator(AsyncSessionStore store) {
        return new ReactiveStorageHealthIndicator(store);
    }
}
