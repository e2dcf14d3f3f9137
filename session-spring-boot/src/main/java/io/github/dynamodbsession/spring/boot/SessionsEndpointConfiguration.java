package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.session.actuate.endpoint.ReactiveSessionsEndpoint;
import org.springframework.boot.session.actuate.endpoint.SessionsEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Makes {@code /actuator/sessions} say which property is missing, if there is no index of users. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({EndpointWebExtension.class, ConditionalOnAvailableEndpoint.class, SessionsEndpoint.class})
class SessionsEndpointConfiguration {

    private static final int NOT_IMPLEMENTED = 501;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnAvailableEndpoint(endpoint = SessionsEndpoint.class)
    static class ServletConfiguration {

        @Bean
        @ConditionalOnMissingBean
        SessionsWebEndpoint sessionsWebEndpoint(ObjectProvider<SessionsEndpoint> endpoint) {
            return new SessionsWebEndpoint(endpoint);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnAvailableEndpoint(endpoint = ReactiveSessionsEndpoint.class)
    static class ReactiveConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ReactiveSessionsWebEndpoint sessionsWebEndpoint(ObjectProvider<ReactiveSessionsEndpoint> endpoint) {
            return new ReactiveSessionsWebEndpoint(endpoint);
        }
    }

    /** Spring Boot's endpoint over HTTP, with a clear answer if there is no index of users. */
    @EndpointWebExtension(endpoint = SessionsEndpoint.class)
    public static final class SessionsWebEndpoint {

        private final ObjectProvider<SessionsEndpoint> endpoint;

        SessionsWebEndpoint(ObjectProvider<SessionsEndpoint> endpoint) {
            this.endpoint = endpoint;
        }

        /**
         * Returns the sessions of a user.
         *
         * @param username the user's name
         * @return the endpoint's result; status 501 and the property to set if there is no index of users
         */
        @ReadOperation
        public WebEndpointResponse<Object> sessionsForUsername(String username) {
            try {
                return found(endpoint.getObject().sessionsForUsername(username));
            } catch (SessionConfigurationException e) {
                return withoutIndex();
            }
        }
    }

    /** Spring Boot's endpoint over HTTP, with a clear answer if there is no index of users. */
    @EndpointWebExtension(endpoint = ReactiveSessionsEndpoint.class)
    public static final class ReactiveSessionsWebEndpoint {

        private final ObjectProvider<ReactiveSessionsEndpoint> endpoint;

        ReactiveSessionsWebEndpoint(ObjectProvider<ReactiveSessionsEndpoint> endpoint) {
            this.endpoint = endpoint;
        }

        /**
         * Returns the sessions of a user.
         *
         * @param username the user's name
         * @return the endpoint's result; status 501 and the property to set if there is no index of users
         */
        @ReadOperation
        public Mono<WebEndpointResponse<Object>> sessionsForUsername(String username) {
            return endpoint.getObject()
                    .sessionsForUsername(username)
                    .<WebEndpointResponse<Object>>map(SessionsEndpointConfiguration::found)
                    .defaultIfEmpty(found(null))
                    .onErrorResume(SessionConfigurationException.class, e -> Mono.just(withoutIndex()));
        }
    }

    /** Null if there is no such list. */
    private static WebEndpointResponse<Object> found(@Nullable Object sessions) {
        return sessions == null
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : new WebEndpointResponse<>(sessions);
    }

    /** With the members of problem details (RFC 9457, section 3.1). */
    private static WebEndpointResponse<Object> withoutIndex() {
        return new WebEndpointResponse<>(
                Map.of(
                        "title",
                        "Not Implemented",
                        "status",
                        NOT_IMPLEMENTED,
                        "detail",
                        "The sessions of a user can be found only by an index. Set " + DynamoDbSessionProperties.PREFIX
                                + ".indexes=principal; sessions that are stored from then on are found."),
                NOT_IMPLEMENTED);
    }
}
