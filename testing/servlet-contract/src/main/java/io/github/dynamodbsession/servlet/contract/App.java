package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.servlet.contract.listener.Events;
import io.github.dynamodbsession.servlet.harness.ServedApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The application of one case: described, then started, then called by clients. */
final class App extends ServedApp<App> {

    private final Container container;
    private final Sessions sessions;
    private final WebApp webApp;
    private final Events events = new Events();
    private final AtomicReference<ServletContext> servletContext = new AtomicReference<>();

    private final List<String> secrets = new ArrayList<>();
    private final List<Filter> filtersBeforeSessions = new ArrayList<>();

    private boolean everyAccessRecorded;
    private @Nullable Duration renewIdAfter;
    private Sessions.@Nullable Running running;
    private Container.@Nullable Deployment deployment;

    App(Container container, Sessions sessions, String contextPath) {
        this.container = container;
        this.sessions = sessions;
        this.webApp = new WebApp(contextPath);
    }

    /** Access to everything but servlets and filters. */
    App with(Consumer<WebApp> description) {
        description.accept(webApp);
        return this;
    }

    @Override
    protected App self() {
        return this;
    }

    @Override
    public App atStartup(Consumer<ServletContext> startup) {
        webApp.atStartup(startup);
        return this;
    }

    /** A filter that is registered before that of the sessions. */
    App filterBeforeSessions(Filter filter) {
        filtersBeforeSessions.add(filter);
        return this;
    }

    /** Every access must be recorded, whatever the session implementation. */
    App recordingEveryAccess() {
        everyAccessRecorded = true;
        return this;
    }

    /** Cookies must be signed, if the session implementation supports it. */
    App signing(String secret) {
        secrets.add(secret);
        return this;
    }

    /** Ids must be renewed from this age on, if the session implementation supports it. */
    App renewing(Duration age) {
        renewIdAfter = age;
        return this;
    }

    App start() {
        Sessions.Running begun = sessions.begin(new Sessions.Wishes(everyAccessRecorded, secrets, renewIdAfter));
        running = begun;
        webApp.atFirst(context -> {
            servletContext.set(context);
            context.setAttribute(Events.class.getName(), events);
            register(context, busy());
            filtersBeforeSessions.forEach(filter -> register(context, filter));
            begun.register(context);
        });
        deployment = container.deploy(webApp);
        return this;
    }

    private void register(ServletContext context, Filter filter) {
        add(context, filter, DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
    }

    @Override
    public int port() {
        return container.port();
    }

    @Override
    public int httpsPort() {
        return container.httpsPort();
    }

    @Override
    public String contextPath() {
        return webApp.contextPath();
    }

    ServletContext servletContext() {
        return Objects.requireNonNull(servletContext.get(), "The application is not running");
    }

    /** The events that listeners were notified of. */
    Events events() {
        return events;
    }

    /** Advances the clock of the sessions. */
    void pass(Duration time) {
        running().pass(time);
    }

    /** The id that the application sees for what a client presents unsigned, in a cookie or a URL. */
    String idOf(String presented) {
        return running().idOf(presented);
    }

    /** The number of storage calls so far. */
    int storageCalls() {
        return running().storageCalls();
    }

    /** Removes sessions that have timed out. */
    void expireSessions() {
        if (deployment == null) {
            throw new IllegalStateException("The application is not running");
        }
        running().expire(deployment);
    }

    private Sessions.Running running() {
        if (running == null) {
            throw new IllegalStateException("The application is not running");
        }
        return running;
    }

    /** Waits until no request is running, and rethrows failed assertions of the application. */
    @Override
    public void awaitEndOfRequests() {
        super.awaitEndOfRequests();
        assertExpectationsHeld();
    }

    @Override
    public void close() {
        super.close();
        try {
            if (deployment != null) {
                deployment.close();
            }
        } finally {
            if (running != null) {
                running.close();
            }
        }
    }
}
