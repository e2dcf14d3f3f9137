package io.github.dynamodbsession.example.servlet;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.REQUEST;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers the filter before all filters of the application. */
final class SessionsOfStore implements ServletContainerInitializer {

    private final SessionStore store;

    SessionsOfStore(SessionStore store) {
        this.store = store;
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter("sessions", SessionFilter.of(store));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(REQUEST, ERROR, ASYNC), false, "/*");
    }
}
