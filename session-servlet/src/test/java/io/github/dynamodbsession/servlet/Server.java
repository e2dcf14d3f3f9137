package io.github.dynamodbsession.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat on a free loopback port, with one application. */
final class Server implements AutoCloseable {

    static {
        // The failures that tests ask for need no stack traces.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(line -> !String.valueOf(line.getLoggerName()).startsWith("org.apache."));
        }
    }

    /** What an application does with a request. */
    interface Application {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final Queue<AssertionError> brokenExpectations = new ConcurrentLinkedQueue<>();
    private final Busy busy = new Busy();
    private final AtomicInteger names = new AtomicInteger();

    private Server(Path folder, String contextPath) {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.getEngine().getPipeline().addValve(busy);
        context = tomcat.addContext(contextPath, folder.toString());
    }

    /** An application that brings its filter by itself. */
    static Server of(Class<? extends ServletContextListener> application, Path folder) {
        Server server = new Server(folder, "");
        server.context.addApplicationListener(application.getName());
        return server;
    }

    /** An application that nobody gives a filter. */
    static Server without(Path folder) {
        return new Server(folder, "");
    }

    /** An application with the filter as users register it. */
    static Server with(Filter filter, Path folder, String contextPath) {
        return new Server(folder, contextPath)
                .filter(filter, DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC);
    }

    Server filter(Filter filter, DispatcherType... dispatches) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("filter" + names.incrementAndGet());
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(definition.getFilterName());
        mapping.addURLPattern("/*");
        for (DispatcherType dispatch : dispatches) {
            mapping.setDispatcher(dispatch.name());
        }
        context.addFilterMap(mapping);
        return this;
    }

    Server at(String path, Application application) {
        String name = "servlet" + names.incrementAndGet();
        Tomcat.addServlet(context, name, new ApplicationServlet(application, brokenExpectations))
                .setAsyncSupported(true);
        context.addServletMapping(path, name);
        return this;
    }

    /** As {@code web.xml} or code of the application would, before it starts. */
    Server settings(Consumer<Context> settings) {
        settings.accept(context);
        return this;
    }

    /** As an initializer of the application would, when it starts. */
    Server onStartup(Consumer<ServletContext> initializer) {
        context.addServletContainerInitializer((classes, servletContext) -> initializer.accept(servletContext), null);
        return this;
    }

    Server errorPage(String path) {
        ErrorPage page = new ErrorPage();
        page.setLocation(path);
        context.addErrorPage(page);
        return this;
    }

    Server start() {
        try {
            tomcat.start();
            return this;
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    ServletContext servletContext() {
        return context.getServletContext();
    }

    /** A client may have its answer while the end of the request is still to come. */
    void awaitEndOfRequests() {
        busy.awaitNone();
    }

    /** What the application's code asserted, on a thread that is none of the test's. */
    void assertExpectationsHeld() {
        for (AssertionError broken : brokenExpectations) {
            throw broken;
        }
    }

    /** A test has seen to them itself. */
    void forgetExpectations() {
        brokenExpectations.clear();
    }

    @Override
    public void close() {
        if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
            return;
        }
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many requests are on a thread of the container. */
    private static final class Busy extends ValveBase {

        private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

        private final Lock lock = new ReentrantLock();
        private final Condition none = lock.newCondition();
        private int requests;

        Busy() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            count(1);
            try {
                getNext().invoke(request, response);
            } finally {
                count(-1);
            }
        }

        private void count(int more) {
            lock.lock();
            try {
                requests += more;
                if (requests == 0) {
                    none.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        void awaitNone() {
            lock.lock();
            try {
                long left = PATIENCE;
                while (requests > 0) {
                    left = none.awaitNanos(left);
                    if (left <= 0) {
                        throw new AssertionError("A request does not end");
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class ApplicationServlet extends HttpServlet {

        private final transient Application application;
        private final transient Queue<AssertionError> brokenExpectations;

        ApplicationServlet(Application application, Queue<AssertionError> brokenExpectations) {
            this.application = application;
            this.brokenExpectations = brokenExpectations;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                application.handle(request, response);
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (AssertionError e) {
                brokenExpectations.add(e);
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
