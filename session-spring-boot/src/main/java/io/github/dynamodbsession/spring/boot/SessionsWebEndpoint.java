package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.session.actuate.endpoint.SessionsEndpoint;

/** Spring Boot's endpoint over HTTP, which says what is missing where no session can be found by its user. */
@EndpointWebExtension(endpoint = SessionsEndpoint.class)
public final class SessionsWebEndpoint {

    private final ObjectProvider<SessionsEndpoint> endpoint;

    SessionsWebEndpoint(ObjectProvider<SessionsEndpoint> endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The sessions of a user.
     *
     * @param username whose
     * @return what the endpoint finds; status 501 and the property to set where there is no index of users
     */
    @ReadOperation
    public WebEndpointResponse<Object> sessionsForUsername(String username) {
        try {
            return SessionsOfUser.found(endpoint.getObject().sessionsForUsername(username));
        } catch (SessionConfigurationException e) {
            return SessionsOfUser.withoutIndex();
        }
    }
}
