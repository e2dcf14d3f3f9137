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
 * The application of one test: described, then served by whatever container a subclass starts, then asked by clients.
 *
 * @param <A> the subclass
 */
public abstract class ServedApp<A extends ServedApp<A>> implements AutoCloseable {

    private final Busy busy = new Busy();
    private final Queue<AssertionError> brokenExpectations = new ConcurrentLinkedQueue<>();
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();

    /** This application as what it is. */
    protected abstract A self();

    /** What it does with its {@link ServletContext} as it starts. */
    public abstract A atStartup(Consumer<ServletContext> startup);

    /** The port of the loopback interface where it is served. */
    public abstract int port();

    /** The port where it is served by HTTPS, with the {@link ServerKey}. */
    public abstract int httpsPort();

    /** Where it is; empty for the root. */
    public abstract String contextPath();

    /** Does something with the requests for a path. */
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

    /** Has a filter, as users of sessions register one. */
    public final A filter(Filter filter) {
        return filter(filter, DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
    }

    /** Has a filter for these dispatches. */
    public final A filter(Filter filter, DispatcherType... dispatches) {
        return atStartup(context -> add(context, filter, dispatches));
    }

    /** Registers a filter for every path. */
    protected final void add(ServletContext context, Filter filter, DispatcherType... dispatches) {
        FilterRegistration.Dynamic registration = context.addFilter("filter" + names.incrementAndGet(), filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.copyOf(Arrays.asList(dispatches)), false, "/*");
    }

    /** A new client, that knows nothing yet. */
    public final Client client() {
        return client(new Connection(port()));
    }

    /** One that comes by HTTPS. */
    public final Client secureClient() {
        return client(Connection.secure(httpsPort()));
    }

    private Client client(Connection connection) {
        Client client = new Client(this, connection);
        clients.add(client);
        return client;
    }

    /** To be told of each request by whoever serves it. */
    protected final Busy busy() {
        return busy;
    }

    /** A client may have its answer while the end of the request is still to come. */
    public void awaitEndOfRequests() {
        busy.awaitNone();
    }

    /** What the application asserted, on a thread that is none of the test's. */
    public final void assertExpectationsHeld() {
        for (AssertionError broken : brokenExpectations) {
            throw broken;
        }
    }

    /** A test has seen to them itself. */
    public final void forgetExpectations() {
        brokenExpectations.clear();
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
