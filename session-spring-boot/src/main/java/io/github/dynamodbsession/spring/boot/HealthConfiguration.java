package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the storage, where the application has health; imported after the store. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(SessionStore.class)
class HealthConfiguration {

    /** As in {@code management.health.dynamodb-session.enabled}. */
    static final String NAME = "dynamodb-session";

    /** The name of the contributor is that of the bean without its ending. */
    static final String INDICATOR = "dynamoDbSessionHealthIndicator";

    static final String CONTRIBUTOR = "dynamoDbSessionHealthContributor";

    @Bean(INDICATOR)
    @ConditionalOnEnabledHealthIndicator(NAME)
    @ConditionalOnMissingBean(name = {INDICATOR, CONTRIBUTOR})
    HealthIndicator dynamoDbSessionHealthIndicator(SessionStore store) {
        return new StorageHealthIndicator(store);
    }
}
