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
 * What is stored of a failed login, for the page that shows it: the exception's class and message, and the OAuth 2.0
 * error. The stack trace and the cause are not stored.
 */
record StoredException(String className, String message, @Nullable Map<String, String> error) {

    private static final String OF_OAUTH2 = "org.springframework.security.oauth2.core.OAuth2AuthenticationException";

    /**
     * Converts an exception, under its own class or the nearest superclass that may be loaded again.
     *
     * @param allowed whether a class may be loaded, by its name
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
     * Recreates the exception, of its class or of the nearest superclass with a constructor for the message.
     *
     * @param allowed whether a class may be loaded, by its name
     */
    AuthenticationException restored(@Nullable ClassLoader loader, Predicate<String> allowed) {
        if (!allowed.test(className)) {
            throw new SessionCodecException(
                    "class " + className + " is not on the codec's allow-list; allow its package if it is yours.");
        }
        try {
            if (error != null && className.equals(OF_OAUTH2)) {
                return OAuth2Errors.exception(error, message);
            }
            Class<?> type = Class.forName(className, false, loader);
            if (!AuthenticationException.class.isAssignableFrom(type)) {
                throw new SessionCodecException("class " + className + " is not an AuthenticationException.");
            }
            for (Class<?> c = type; c != AuthenticationException.class && c != null; c = c.getSuperclass()) {
                Constructor<?> ofMessage = ofMessage(c);
                if (ofMessage != null) {
                    return (AuthenticationException) ofMessage.newInstance(message);
                }
            }
            return new AuthenticationServiceException(message);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SessionCodecException("class " + className + " cannot be instantiated ("
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

    /** The message is a value of the session. */
    @Override
    public String toString() {
        return className;
    }
}
