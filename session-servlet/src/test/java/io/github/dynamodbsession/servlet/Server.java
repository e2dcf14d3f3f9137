package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.servlet.harness.Busy;
import io.github.dynamodbsession.servlet.harness.ServedApp;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
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

/** A Tomcat on a free loopback port, with one application. */
final class Server extends ServedApp<Server> {

    static {
        // Expected failures need no stack traces.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(line -> !String.valueOf(line.getLoggerName()).startsWith("org.apache."));
        }
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    private Server(Path folder, String contextPath) {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.getEngine().getPipeline().addValve(new Counted(busy()));
        context = tomcat.addContext(contextPath, folder.toString());
    }

    /** An application that registers its filter itself. */
    static Server of(Class<? extends ServletContextListener> application, Path folder) {
        Server server = new Server(folder, "");
        server.context.addApplicationListener(application.getName());
        return server;
    }

    /** An application without a filter. */
    static Server without(Path folder) {
        return new Server(folder, "");
    }

    /** An application with the filter as users register it. */
    static Server with(Filter filter, Path folder, String contextPath) {
        return new Server(folder, contextPath).filter(filter);
    }

    @Override
    protected Server self() {
        return this;
    }

    /** Like {@code web.xml} or code of the application, before it starts. */
    Server settings(Consumer<Context> settings) {
        settings.accept(context);
        return this;
    }

    /** Like an initializer of the application. */
    @Override
    public Server atStartup(Consumer<ServletContext> startup) {
        context.addServletContainerInitializer((classes, servletContext) -> startup.accept(servletContext), null);
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

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public int httpsPort() {
        throw new UnsupportedOperationException("Only plain HTTP is supported");
    }

    /** Clients request full paths. */
    @Override
    public String contextPath() {
        return "";
    }

    ServletContext servletContext() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        super.close();
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

    /** Also what comes before the filters, and after them, is of a request. */
    private static final class Counted extends ValveBase {

        private final Busy busy;

        Counted(Busy busy) {
            super(true);
            this.busy = busy;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            busy.enter();
            try {
                getNext().invoke(request, response);
            } finally {
                busy.leave();
            }
        }
    }
}
