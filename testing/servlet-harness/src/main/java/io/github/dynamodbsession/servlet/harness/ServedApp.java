package io.github.dynamodbsession.servlet.harness;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The application of one test: described, then served by the container that a subclass starts, then called by clients.
 *
 * @param <A> the subclass
 */
public abstract class ServedApp<A extends ServedApp<A>> implements AutoCloseable {

    private final Busy busy = new Busy();
    private final Queue<AssertionError> brokenExpectations = new ConcurrentLinkedQueue<>();
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();

    /** This application, as its concrete type. */
    protected abstract A self();

    /** Adds initialization code, which gets its {@link ServletContext}. */
    public abstract A atStartup(Consumer<ServletContext> startup);

    /** The port on the loopback interface. */
    public abstract int port();

    /** The HTTPS port, with the {@link ServerKey}. */
    public abstract int httpsPort();

    /** The context path; empty for the root. */
    public abstract String contextPath();

    /** Handles requests for a path. */
    public final A at(String path, Application application) {
        return atStartup(context -> {
            ServletRegistration.Dynamic servlet = context.addServlet(
                    "servlet" + names.incrementAndGet(), new ApplicationServlet(application, brokenExpectations));
            servlet.setAsyncSupported(true);
            servlet.addMapping(path);
        });
    }

    /** Answers with a text. */
    public final A saying(String path, Application.Saying saying) {
        return at(path, (request, response) -> response.getWriter().print(saying.answer(request)));
    }

    /** Adds a filter, registered like the session filter of users. */
    public final A filter(Filter filter) {
        return filter(filter, DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
    }

    /** Adds a filter for these dispatcher types. */
    public final A filter(Filter filter, DispatcherType... dispatches) {
        return atStartup(context -> add(context, filter, dispatches));
    }

    /** Registers a filter for every path. */
    protected final void add(ServletContext context, Filter filter, DispatcherType... dispatches) {
        FilterRegistration.Dynamic registration = context.addFilter("filter" + names.incrementAndGet(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.copyOf(Arrays.asList(dispatches)), false, "/*");
    }

    /** A new client without cookies. */
    public final Client client() {
        return client(new Connection(port()));
    }

    /** A new client over HTTPS. */
    public final Client secureClient() {
        return client(Connection.secure(httpsPort()));
    }

    private Client client(Connection connection) {
        Client client = new Client(this, connection);
        clients.add(client);
        return client;
    }

    /** The counter of running requests, to be updated by the container. */
    protected final Busy busy() {
        return busy;
    }

    /** Waits for the end of running requests: a client may get its response before the end of the request. */
    public void awaitEndOfRequests() {
        busy.awaitNone();
    }

    /** Rethrows failed assertions of the application, which ran on other threads. */
    public final void assertExpectationsHeld() {
        for (AssertionError broken : brokenExpectations) {
            throw broken;
        }
    }

    /** Clears failed assertions that the test has checked itself. */
    public final void forgetExpectations() {
        brokenExpectations.clear();
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
