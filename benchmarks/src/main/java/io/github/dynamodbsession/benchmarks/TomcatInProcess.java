package io.github.dynamodbsession.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * A Tomcat that is called where its protocol handler would call it: after the socket and the parsing of the request
 * head.
 */
final class TomcatInProcess implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    private TomcatInProcess() {
        // The folder is neither read nor written.
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
    }

    static TomcatInProcess start(Consumer<TomcatInProcess> description) {
        TomcatInProcess made = new TomcatInProcess();
        description.accept(made);
        try {
            made.tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Cannot start Tomcat", e);
        }
        return made;
    }

    /** Adds an application with one servlet for all single-segment paths, behind one filter. */
    TomcatInProcess application(String contextPath, Filter filter, HttpServlet servlet) {
        Context context = tomcat.addContext(contextPath, new File(System.getProperty("java.io.tmpdir")).getPath());
        Tomcat.addServlet(context, "servlet", servlet).setAsyncSupported(true);
        for (String use : new String[] {"BEGIN", "NONE", "READ", "WRITE"}) {
            context.addServletMapping("/" + use, "servlet");
        }
        FilterDef definition = new FilterDef();
        definition.setFilterName("filter");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("filter");
        mapping.addURLPattern("/*");
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(mapping);
        return this;
    }

    Exchange exchange(String path, String cookie) {
        return new Exchange(tomcat.getConnector().getProtocolHandler().getAdapter(), path, cookie);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Cannot stop Tomcat", e);
        }
    }
}
