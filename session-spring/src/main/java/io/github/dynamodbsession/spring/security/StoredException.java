package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;

/**
 * What is kept of a failed login, for the page that shows it: its class and its message, and the error of OAuth 2.0. The stack trace and the cause
 * are not kept.
 */
record StoredException(String className, String message, @Nullable Map<String, String> error) {

    private static final String OF_OAUTH2 = "org.springframework.security.oauth2.core.OAuth2AuthenticationException";

    /**
     * What is kept of an exception: under the nearest class above its own that may be read again.
     *
     * @param allowed says of the name of a class whether it may be loaded
     */
    static StoredException of(AuthenticationException failure, Predicate<String> allowed) {
        Class<?> type = failure.getClass();
        while (!allowed.test(type.getName()) && type != AuthenticationException.class) {
            type = type.getSuperclass();
        }
        return new StoredException(
                type.getName(),
                Objects.requireNonNullElse(failure.getMessage(), ""),
                type.getName().equals(OF_OAUTH2) ? OAuth2Errors.toMap(failure) : null);
    }

    /**
     * The exception again: of its class, or of the nearest one above it that can be made of a message.
     *
     * @param allowed says of the name of a class whether it may be loaded
     */
    AuthenticationException restored(@Nullable ClassLoader loader, Predicate<String> allowed) {
        if (!allowed.test(className)) {
            throw new SessionCodecException(
                    "class " + className + " is not on the codec's allow-list; name its package" + " if it is yours.");
        }
        try {
            if (error != null && className.equals(OF_OAUTH2)) {
                return OAuth2Errors.exception(error, message);
            }
            Class<?> type = Class.forName(className, false, loader);
            if (!AuthenticationException.class.isAssignableFrom(type)) {
                throw new SessionCodecException("class " + className + " is no AuthenticationException.");
            }
            for (Class<?> c = type; c != AuthenticationException.class && c != null; c = c.getSuperclass()) {
                Constructor<?> ofMessage = ofMessage(c);
                if (ofMessage != null) {
                    return (AuthenticationException) ofMessage.newInstance(message);
                }
            }
            return new AuthenticationServiceException(message);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SessionCodecException("class " + className + " cannot be made again ("
                    + e.getClass().getName() + ").");
        }
    }

    private static @Nullable Constructor<?> ofMessage(Class<?> type) {
        try {
            return Modifier.isAbstract(type.getModifiers()) ? null : type.getConstructor(String.class);
        } catch (NoSuchMethodException e) {
            return null; // the class above may have one
        }
    }
}
