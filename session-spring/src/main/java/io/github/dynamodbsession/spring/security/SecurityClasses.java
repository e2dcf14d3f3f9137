package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.codec.ClassGroup;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import java.util.Collection;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The classes that Spring Security stores in sessions.
 *
 * <p>Safe for use by any number of threads.
 */
public final class SecurityClasses {

    private static final String SECURITY = "org.springframework.security.";

    private SecurityClasses() {}

    /**
     * Allows them in a codec that uses Java serialization: {@link ClassGroup#SPRING_SECURITY}.
     *
     * @param builder the codec's builder; not null
     */
    public static void allowIn(JavaSerializationCodec.Builder builder) {
        builder.allow(ClassGroup.SPRING_SECURITY);
    }

    /** Whether the value is one of Spring Security's own. */
    static boolean areIn(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(SecurityClasses::isOne);
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().anyMatch(SecurityClasses::isOne);
        }
        return isOne(value);
    }

    private static boolean isOne(Object value) {
        return value instanceof SecurityContext
                || value instanceof Authentication
                || value instanceof UserDetails
                || value instanceof AuthenticationException
                || (value != null && value.getClass().getName().startsWith(SECURITY));
    }
}
