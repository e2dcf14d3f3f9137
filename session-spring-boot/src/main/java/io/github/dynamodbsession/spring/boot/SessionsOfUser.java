package io.github.dynamodbsession.spring.boot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What the Actuator answers who asks for the sessions of a user. */
final class SessionsOfUser {

    private static final int NOT_IMPLEMENTED = 501;

    private SessionsOfUser() {}

    /** Null: there is no such list. */
    static WebEndpointResponse<Object> found(@Nullable Object sessions) {
        return sessions == null
                ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                : new WebEndpointResponse<>(sessions);
    }

    /** As problem details name what they say (RFC 9457, section 3.1). */
    static WebEndpointResponse<Object> withoutIndex() {
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
