package io.github.dynamodbsession.spring.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Loaded only if the OAuth 2.0 classes are on the class path. */
final class OAuth2Errors {

    private OAuth2Errors() {}

    static Map<String, String> toMap(AuthenticationException failure) {
        OAuth2Error error = ((OAuth2AuthenticationException) failure).getError();
        Map<String, String> map = new LinkedHashMap<>();
        put(map, "code", error.getErrorCode());
        put(map, "description", error.getDescription());
        put(map, "uri", error.getUri());
        return map;
    }

    private static void put(Map<String, String> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    static AuthenticationException exception(Map<String, String> map, String message) {
        return new OAuth2AuthenticationException(
                new OAuth2Error(map.getOrDefault("code", "unknown"), map.get("description"), map.get("uri")), message);
    }
}
