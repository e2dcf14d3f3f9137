package io.github.dynamodbsession.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the {@link SessionFilter} of an application that requests it: by a context parameter whose name begins with
 * {@code dynamodbsession.}, or by a {@link io.github.dynamodbsession.core.SessionStore} that is in the servlet context
 * when the application starts, in the attribute named after that class. Does nothing otherwise, nor if the application
 * has registered a filter of this class itself. Instantiated by the container.
 */
public final class SessionInitializer implements ServletContainerInitializer {

    static final String FILTER_NAME = "dynamodbsession";

    /** Instantiated by the container. */
    public SessionInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        boolean wanted =
                FilterParameters.areIn(context) || context.getAttribute(FilterParameters.STORE_ATTRIBUTE) != null;
        if (!wanted || isRegistered(context)) {
            return;
        }
        FilterRegistration.Dynamic filter = context.addFilter(FILTER_NAME, SessionFilter.class);
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC), false, "/*");
        }
    }

    private static boolean isRegistered(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> SessionFilter.class.getName().equals(filter.getClassName()));
    }
}
