package io.github.dynamodbsession.spring.boot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.session.actuate.endpoint.ReactiveSessionsEndpoint;
import org.springframework.boot.session.actuate.endpoint.SessionsEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /actuator/sessions} says where no session can be found by its user. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({EndpointWebExtension.class, ConditionalOnAvailableEndpoint.class, SessionsEndpoint.class})
class SessionsEndpointConfiguration {

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
}
