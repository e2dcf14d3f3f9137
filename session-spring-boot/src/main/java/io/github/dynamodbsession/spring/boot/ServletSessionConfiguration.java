package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.spring.AsyncSaveFilter;
import io.github.dynamodbsession.spring.SessionEndedHandler;
import io.github.dynamodbsession.spring.SessionMemoFilter;
import io.github.dynamodbsession.spring.SignedCookieSerializer;
import io.github.dynamodbsession.spring.StorageFailureFilter;
import io.github.dynamodbsession.spring.StoreSessionRepository;
import io.github.dynamodbsession.spring.TokenHttpSessionIdResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.session.autoconfigure.SessionProperties;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Sessions of a servlet application, through Spring Session's filter. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnMissingBean(SessionRepository.class)
@EnableConfigurationProperties(SessionProperties.class)
@Import({
    StoreConfigurations.Blocking.class,
    HealthConfigurations.OfServlets.class,
    SignedCookieConfigurations.OfServlets.class,
    WebSocketConfiguration.class,
    SpringHttpSessionConfiguration.class
})
class ServletSessionConfiguration {

    @Bean
    StoreSessionRepository sessionRepository(
            SessionStore store,
            DynamoDbSessionProperties properties,
            ObjectProvider<SessionTimeout> timeouts,
            ObjectProvider<ServletContext> servletContext,
            ObjectProvider<SignedCookieSerializer> signedCookies,
            ObjectProvider<SessionEndedHandler> endedHandlers,
            ApplicationEventPublisher publisher) {
        properties.checkSaveMode();
        checkCookie(properties.cookie(), signedCookies);
        StoreSessionRepository.Builder builder = StoreSessionRepository.builder(store)
                .flushMode(properties.flushMode())
                .eventPublisher(publisher);
        SessionEndedHandler endedHandler = StoreOptions.single(endedHandlers, SessionEndedHandler.class);
        if (endedHandler != null) {
            builder.onSessionEnded(endedHandler);
        }
        Duration timeout = timeout(timeouts.getIfAvailable(), servletContext.getIfAvailable());
        return (timeout == null ? builder : builder.timeout(timeout)).build();
    }

    private static void checkCookie(
            DynamoDbSessionProperties.Cookie cookie, ObjectProvider<SignedCookieSerializer> signedCookies) {
        if (!cookie.secrets().isEmpty() && signedCookies.stream().findAny().isEmpty()) {
            throw new ConfigurationFailure(
                    DynamoDbSessionProperties.PREFIX + ".cookie.secrets is set, but a CookieSerializer or"
                            + " HttpSessionIdResolver of your own writes the session id, and would not sign it.",
                    "Remove that bean, or the property; or let your bean write through a SignedCookieSerializer.");
        }
    }

    private static @Nullable Duration timeout(
            @Nullable SessionTimeout configured, @Nullable ServletContext servletContext) {
        Duration timeout = configured == null ? null : configured.getTimeout();
        if (timeout == null && servletContext != null) {
            return Duration.ofMinutes(servletContext.getSessionTimeout());
        }
        return timeout;
    }

    @Bean
    SessionMemoFilter sessionMemoFilter(StoreSessionRepository repository) {
        return new SessionMemoFilter(repository);
    }

    @Bean
    FilterRegistrationBean<SessionMemoFilter> sessionMemoFilterRegistration(
            SessionMemoFilter filter, SessionProperties properties) {
        return ahead(filter, 1, properties);
    }

    /**
     * Has tokens exchanged for ids, whoever writes them to the client: the application's resolver, or a cookie. Runs
     * before the server accepts connections.
     */
    @Bean
    SmartInitializingSingleton sessionTokenExchange(
            StoreSessionRepository repository,
            SessionRepositoryFilter<?> sessions,
            ObjectProvider<HttpSessionIdResolver> resolvers,
            ObjectProvider<CookieSerializer> cookies,
            ObjectProvider<ServletContext> servletContext) {
        return () -> {
            HttpSessionIdResolver texts =
                    resolvers.getIfAvailable(() -> inCookies(cookies, servletContext.getIfAvailable()));
            sessions.setHttpSessionIdResolver(
                    texts instanceof TokenHttpSessionIdResolver
                            ? texts
                            : new TokenHttpSessionIdResolver(repository, texts));
        };
    }

    private static HttpSessionIdResolver inCookies(
            ObjectProvider<CookieSerializer> cookies, @Nullable ServletContext servletContext) {
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookies.getIfAvailable(() -> cookieOf(servletContext)));
        return resolver;
    }

    /** As Spring Session's configuration creates it, if Boot's is excluded. */
    private static CookieSerializer cookieOf(@Nullable ServletContext servletContext) {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        if (servletContext != null) {
            SessionCookieConfig cookie = servletContext.getSessionCookieConfig();
            PropertyMapper map = PropertyMapper.get();
            map.from(cookie::getName).to(serializer::setCookieName);
            map.from(cookie::getDomain).to(serializer::setDomainName);
            map.from(cookie::getPath).to(serializer::setCookiePath);
            map.from(cookie::getMaxAge).to(serializer::setCookieMaxAge);
        }
        return serializer;
    }

    @Bean
    AsyncSaveFilter sessionAsyncSaveFilter(SessionMemoFilter memo, SessionRepositoryFilter<?> sessions) {
        return new AsyncSaveFilter(memo, sessions);
    }

    @Bean
    FilterRegistrationBean<AsyncSaveFilter> sessionAsyncSaveFilterRegistration(
            AsyncSaveFilter filter, SessionProperties properties) {
        return ahead(filter, 2, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    StorageFailureFilter storageFailureFilter(StoreSessionRepository repository) {
        return new StorageFailureFilter(repository);
    }

    @Bean
    FilterRegistrationBean<StorageFailureFilter> storageFailureFilterRegistration(
            StorageFailureFilter filter, SessionProperties properties) {
        return ahead(filter, 3, properties);
    }

    /** Registers a filter so many places ahead of Spring Session's filter, for the same dispatcher types. */
    private static <F extends Filter> FilterRegistrationBean<F> ahead(
            F filter, int places, SessionProperties properties) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(properties.getServlet().getFilterDispatcherTypes().stream()
                .map(type -> DispatcherType.valueOf(type.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DispatcherType.class))));
        registration.setOrder(properties.getServlet().getFilterOrder() - places);
        return registration;
    }

    @Bean
    ServletListenerRegistrationBean<SessionMemoFilter> sessionMemoListenerRegistration(SessionMemoFilter filter) {
        return new ServletListenerRegistrationBean<>(filter);
    }

    @Bean
    ExpiryAnnouncer sessionExpiryAnnouncer(
            SessionStore store, DynamoDbSessionProperties properties, AbstractApplicationContext context) {
        return new ExpiryAnnouncer(store::addListener, properties.announceExpiry(), context);
    }
}
