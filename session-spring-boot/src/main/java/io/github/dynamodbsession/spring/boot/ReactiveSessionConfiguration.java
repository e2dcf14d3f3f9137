package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.spring.ReactiveStoreSessionRepository;
import io.github.dynamodbsession.spring.SignedWebSessionIdResolver;
import io.github.dynamodbsession.spring.StorageFailureHandler;
import io.github.dynamodbsession.spring.StoreWebSessionManager;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.session.FlushMode;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionManager;

/** Sessions of a reactive application, through Spring Session's bridge to {@code WebSession}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnMissingBean(ReactiveSessionRepository.class)
@Import({
    StoreConfigurations.Async.class,
    HealthConfigurations.OfWebFlux.class,
    SignedCookieConfigurations.OfWebFlux.class
})
class ReactiveSessionConfiguration {

    @Bean
    ReactiveStoreSessionRepository reactiveSessionRepository(
            AsyncSessionStore store,
            DynamoDbSessionProperties properties,
            ObjectProvider<SessionTimeout> timeouts,
            ObjectProvider<SignedWebSessionIdResolver> signedCookies,
            ApplicationEventPublisher publisher) {
        properties.checkSaveMode();
        checkFlushMode(properties.flushMode());
        if (!properties.cookie().secrets().isEmpty()
                && signedCookies.stream().findAny().isEmpty()) {
            throw new ConfigurationFailure(
                    DynamoDbSessionProperties.PREFIX + ".cookie.secrets is set, but a WebSessionIdResolver of your own"
                            + " writes the session id, and would not sign it.",
                    "Remove that bean, or the property; or let your bean write through a SignedWebSessionIdResolver.");
        }
        ReactiveStoreSessionRepository.Builder builder =
                ReactiveStoreSessionRepository.builder(store).eventPublisher(publisher);
        SessionTimeout configured = timeouts.getIfAvailable();
        Duration timeout = configured == null ? null : configured.getTimeout();
        return (timeout == null ? builder : builder.timeout(timeout)).build();
    }

    private static void checkFlushMode(FlushMode mode) {
        if (mode == FlushMode.IMMEDIATE) {
            throw new ConfigurationFailure(
                    DynamoDbSessionProperties.PREFIX + ".flush-mode is immediate, which a reactive application does not"
                            + " support: a change of its session cannot wait for a write.",
                    "Leave it out, and save the WebSession where a change must be stored before the response.");
        }
    }

    @Bean(WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME)
    @ConditionalOnMissingBean(name = WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME)
    WebSessionManager webSessionManager(
            ReactiveStoreSessionRepository repository, ObjectProvider<WebSessionIdResolver> ids) {
        return new StoreWebSessionManager(repository, ids.getIfAvailable(CookieWebSessionIdResolver::new));
    }

    /** Refuses a session manager of the application's own, once it is there, that would send ids in place of tokens. */
    @Bean
    SmartInitializingSingleton sessionTokenCheck(
            ReactiveStoreSessionRepository repository,
            @Qualifier(WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME) ObjectProvider<WebSessionManager> manager) {
        return () -> {
            manager.getIfAvailable();
            try {
                repository.requireTokensExchanged();
            } catch (SessionConfigurationException e) {
                throw new ConfigurationFailure(
                        DynamoDbSessionProperties.PREFIX + ".tokens is hashed, but the bean "
                                + WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME
                                + " of your own would send session ids to clients, and not tokens.",
                        "Remove that bean (or @EnableSpringWebSession), or let it delegate to a StoreWebSessionManager;"
                                + " or set " + DynamoDbSessionProperties.PREFIX + ".tokens to plain.");
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean
    StorageFailureHandler storageFailureHandler(ReactiveStoreSessionRepository repository) {
        return new StorageFailureHandler(repository);
    }

    @Bean
    ExpiryAnnouncer sessionExpiryAnnouncer(
            AsyncSessionStore store, DynamoDbSessionProperties properties, AbstractApplicationContext context) {
        return new ExpiryAnnouncer(store::addListener, properties.announceExpiry(), context);
    }
}
