package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.spring.ReactiveStoreSessionRepository;
import io.github.dynamodbsession.spring.StoreSessionRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.session.Session;

/**
 * Auto-configuration of HTTP sessions in DynamoDB, or in another storage on the class path: in a servlet application
 * the {@link SessionStore} and the {@link StoreSessionRepository} that Spring Session's filter uses, in a reactive one
 * the {@link AsyncSessionStore} and the {@link ReactiveStoreSessionRepository} behind {@code WebSession}. Backs off if
 * the application defines a session repository of its own.
 */
@AutoConfiguration(
        before = SessionAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
            "org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration"
        },
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(Session.class)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = DynamoDbSessionProperties.PREFIX + ".enabled", matchIfMissing = true)
@EnableConfigurationProperties(DynamoDbSessionProperties.class)
@Import({ServletSessionConfiguration.class, ReactiveSessionConfiguration.class, SessionsEndpointConfiguration.class})
public final class DynamoDbSessionAutoConfiguration {

    /** Called by Spring. */
    public DynamoDbSessionAutoConfiguration() {}
}
