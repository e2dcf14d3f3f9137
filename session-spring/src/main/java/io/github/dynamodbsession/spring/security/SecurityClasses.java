package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.codec.CodecBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The classes that Spring Security puts into sessions.
 *
 * <p>Safe for use by any number of threads.
 */
public final class SecurityClasses {

    private static final String SECURITY = "org.springframework.security.";

    /** Where its values are; not its filters, and nothing that does something when it is read. */
    private static final List<String> PACKAGES = List.of(
            SECURITY + "authentication",
            SECURITY + "cas",
            SECURITY + "core",
            SECURITY + "ldap.userdetails",
            SECURITY + "oauth2.client",
            SECURITY + "oauth2.core",
            SECURITY + "oauth2.jwt",
            SECURITY + "oauth2.server.resource",
            SECURITY + "saml2",
            SECURITY + "web.authentication",
            SECURITY + "web.csrf",
            SECURITY + "web.savedrequest",
            SECURITY + "web.server.csrf",
            SECURITY + "web.webauthn");

    /** A login that failed leaves its exception in the session. */
    private static final List<Class<?>> PARTS_OF_EXCEPTIONS =
            List.of(Throwable.class, Exception.class, RuntimeException.class, StackTraceElement.class);

    private SecurityClasses() {}

    /**
     * Allows them in a codec by Java serialization.
     *
     * @param builder the codec's builder; not null
     */
    public static void allowIn(CodecBuilder<?> builder) {
        PACKAGES.forEach(builder::allowPackage);
        PARTS_OF_EXCEPTIONS.forEach(builder::allowClass);
    }

    /** Whether Spring Security put it there, or would know what to do with it. */
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
