package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.servlet.contract.listener.Events;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The application of one case: described, then started, then asked by clients. */
final class App implements AutoCloseable {

    private final Container container;
    private final Sessions sessions;
    private final WebApp webApp;
    private final Busy busy = new Busy();
    private final Events events = new Events();
    private final Queue<AssertionError> brokenExpectations = new ConcurrentLinkedQueue<>();
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicReference<ServletContext> servletContext = new AtomicReference<>();

    private final List<String> secrets = new ArrayList<>();
    private final List<Filter> filtersBeforeSessions = new ArrayList<>();

    private boolean everyAccessRecorded;
    private Sessions.@Nullable Running running;
    private Container.@Nullable Deployment deployment;

    App(Container container, Sessions sessions, String contextPath) {
        this.container = container;
        this.sessions = sessions;
        this.webApp = new WebApp(contextPath);
    }

    /** What is beyond servlets and filters. */
    App with(Consumer<WebApp> description) {
        description.accept(webApp);
        return this;
    }

    /** What it does with its {@link ServletContext} as it starts. */
    App atStartup(Consumer<ServletContext> startup) {
        webApp.atStartup(startup);
        return this;
    }

    App at(String path, Application application) {
        return atStartup(context -> {
            ServletRegistration.Dynamic servlet = context.addServlet(
                    "servlet" + names.incrementAndGet(), new ApplicationServlet(application, brokenExpectations));
            servlet.setAsyncSupported(true);
            servlet.addMapping(path);
        });
    }

    /** Answers with a text. */
    App saying(String path, Application.Saying saying) {
        return at(path, (request, response) -> response.getWriter().print(saying.answer(request)));
    }

    App filter(Filter filter) {
        return atStartup(context -> add(context, filter));
    }

    /** One that comes before whatever sessions need, and so wraps that. */
    App filterBeforeSessions(Filter filter) {
        filtersBeforeSessions.add(filter);
        return this;
    }

    /** Whose sessions they are, an access is to be recorded each time. */
    App recordingEveryAccess() {
        everyAccessRecorded = true;
        return this;
    }

    /** Whose sessions they are, cookies are to be signed, if they can be. */
    App signing(String secret) {
        secrets.add(secret);
        return this;
    }

    App start() {
        Sessions.Running begun = sessions.begin(new Sessions.Wishes(everyAccessRecorded, secrets));
        running = begun;
        webApp.atFirst(context -> {
            servletContext.set(context);
            context.setAttribute(Events.class.getName(), events);
            add(context, busy);
            filtersBeforeSessions.forEach(filter -> add(context, filter));
            begun.register(context);
        });
        deployment = container.deploy(webApp);
        return this;
    }

    private void add(ServletContext context, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter("filter" + names.incrementAndGet(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC), false, "/*");
    }

    /** A new client, that knows nothing yet. */
    Client client() {
        return client(new Connection(container.port()));
    }

    /** One that comes by HTTPS. */
    Client secureClient() {
        return client(Connection.secure(container.httpsPort()));
    }

    private Client client(Connection connection) {
        Client client = new Client(this, connection);
        clients.add(client);
        return client;
    }

    int port() {
        return container.port();
    }

    String contextPath() {
        return webApp.contextPath();
    }

    ServletContext servletContext() {
        return Objects.requireNonNull(servletContext.get(), "It does not run");
    }

    /** What listeners were told. */
    Events events() {
        return events;
    }

    /** Lets time pass for the sessions. */
    void pass(Duration time) {
        running().pass(time);
    }

    /** How often the storage of sessions was asked for anything up to now. */
    int storageCalls() {
        return running().storageCalls();
    }

    /** Has sessions that timed out removed. */
    void expireSessions() {
        if (deployment == null) {
            throw new IllegalStateException("It does not run");
        }
        running().expire(deployment);
    }

    private Sessions.Running running() {
        if (running == null) {
            throw new IllegalStateException("It does not run");
        }
        return running;
    }

    /** Until no request is under way, of which the application then must have held true what it asserted. */
    void awaitEndOfRequests() {
        busy.awaitNone();
        for (AssertionError broken : brokenExpectations) {
            throw broken;
        }
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
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
