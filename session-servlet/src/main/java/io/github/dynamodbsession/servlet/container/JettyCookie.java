package io.github.dynamodbsession.servlet.container;

import jakarta.servlet.ServletContext;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;

/**
 * The cookie attributes that were set in Jetty. Its {@link jakarta.servlet.SessionCookieConfig#getAttributes} lists
 * every attribute whether it was set or not, {@code HttpOnly} with {@code false}; its session handler knows the
 * difference.
 */
final class JettyCookie {

    private JettyCookie() {}

    /** Null if the container is not Jetty, or has no sessions. */
    static @Nullable Map<String, String> attributes(ServletContext servletContext) {
        ServletContextHandler context = ServletContextHandler.getServletContextHandler(servletContext);
        return context == null || context.getSessionHandler() == null
                ? null
                : context.getSessionHandler().getSessionCookieAttributes();
    }
}
