package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.session.actuate.endpoint.ReactiveSessionsEndpoint;
import reactor.core.publisher.Mono;

/** Spring Boot's endpoint over HTTP, which says what is missing where no session can be found by its user. */
@EndpointWebExtension(endpoint = ReactiveSessionsEndpoint.class)
public final class ReactiveSessionsWebEndpoint {

    private final ObjectProvider<ReactiveSessionsEndpoint> endpoint;

    ReactiveSessionsWebEndpoint(ObjectProvider<ReactiveSessionsEndpoint> endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The sessions of a user.
     *
     * @param username whose
     * @return what the endpoint finds; status 501 and the property to set where there is no index of users
     */
    @ReadOperation
    public Mono<WebEndpointResponse<Object>> sessionsForUsername(String username) {
        return endpoint.getObject()
                .sessionsForUsername(username)
                .<WebEndpointResponse<Object>>map(SessionsOfUser::found)
                .defaultIfEmpty(SessionsOfUser.found(null))
                .onErrorResume(SessionConfigurationException.class, e -> Mono.just(SessionsOfUser.withoutIndex()));
    }
}
