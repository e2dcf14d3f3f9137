package io.github.dynamodbsession.servlet;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.REQUEST;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import java.util.EnumSet;

/** Gives an application its sessions from a store; the README shows it from here on. */
@WebListener
public final class Sessions implements ServletContextListener {

    private SessionStore store;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        store = SessionStore.builder(InMemoryStorageClient.create())
                .ttl(Duration.ofMinutes(30))
                .build();
        FilterRegistration.Dynamic filter = event.getServletContext().addFilter("sessions", SessionFilter.of(store));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(REQUEST, ERROR, ASYNC), false, "/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        store.close();
    }
}
