package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.demo.web.ApiServlet;
import io.github.dynamodbsession.demo.web.CostFilter;
import io.github.dynamodbsession.demo.web.HostFilter;
import io.github.dynamodbsession.demo.web.OriginFilter;
import io.github.dynamodbsession.demo.web.PageServlet;
import io.github.dynamodbsession.demo.web.StorageServlet;
import io.github.dynamodbsession.demo.web.UserSessionsServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;

/** One web server: an embedded Tomcat on one port of the loopback interface. */
final class Node implements AutoCloseable {

    /** More than the API accepts, so that the API can answer with an error before the connection is closed. */
    private static final int SWALLOWED_BYTES = 16 * 1024 * 1024;

    static {
        // JMX is not used, and several servers in one process would register the same names.
        Registry.disableRegistry();
    }

    private final int port;
    private final List<Integer> siblings;
    private final Tomcat tomcat;
    private final Path baseFolder;

    private Node(int port, List<Integer> siblings, Tomcat tomcat, Path baseFolder) {
        this.port = port;
        this.siblings = siblings;
        this.tomcat = tomcat;
        this.baseFolder = baseFolder;
    }

    /**
     * Prepares a node: binds its port, without serving requests yet.
     *
     * @param siblings the ports of all nodes, this one included
     * @throws DemoException if that fails, for example because the port is in use
     */
    static Node prepare(int port, List<Integer> siblings) {
        try {
            Path baseFolder = Files.createTempDirectory("dynamodb-session-demo-");
            Node node = new Node(port, siblings, new Tomcat(), baseFolder);
            node.orClose(() -> {
                node.configure();
                node.tomcat.init();
            });
            return node;
        } catch (IOException e) {
            throw new DemoException("cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    /**
     * Starts the node.
     *
     * @param about the options that the node reports, by name
     * @param express the port of the Express node; null: there is none
     * @throws DemoException if it cannot be started
     */
    void start(Map<String, String> about, NodeSessions sessions, @Nullable Integer express) {
        orClose(() -> {
            install(about, sessions, express);
            tomcat.start();
        });
    }

    private interface Action {
        void run() throws LifecycleException, IOException;
    }

    private void orClose(Action action) {
        try {
            action.run();
        } catch (LifecycleException | IOException e) {
            close();
            throw Loopback.unusable(port, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void configure() throws IOException {
        tomcat.setBaseDir(baseFolder.toString());
        for (InetAddress address : Loopback.addresses()) {
            addConnector(address);
        }
        if (tomcat.getHost() instanceof StandardHost host) {
            host.setErrorReportValveClass(JsonErrorValve.class.getName());
        }
        tomcat.addContext("", null);
    }

    private void install(Map<String, String> about, NodeSessions sessions, @Nullable Integer express) {
        Context context = (Context) tomcat.getHost().findChild("");
        Set<String> origins = origins(siblings, express);
        add(context, "/*", new HostFilter(port));
        add(context, "/api/*", new OriginFilter(origins));
        add(context, "/api/*", new CostFilter());
        sessions.filters().forEach(filter -> add(context, "/*", filter));
        Map<String, Object> reported = new HashMap<>(about);
        reported.put("ports", siblings);
        if (express != null) {
            reported.put("express", express);
        }
        add(context, "/api/*", new ApiServlet(Integer.toString(port), reported));
        add(context, UserSessionsServlet.PATH, new UserSessionsServlet(sessions.ofUsers()));
        add(context, StorageServlet.PATH, new StorageServlet(sessions.storage()));
        add(context, "/", new PageServlet(origins));
    }

    private void addConnector(InetAddress address) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", address.getHostAddress());
        connector.setProperty("maxSwallowSize", Integer.toString(SWALLOWED_BYTES));
        // Attribute names are part of the path and may contain any character.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setThrowOnFailure(true);
        // The first one replaces the default connector of the embedded Tomcat, which would listen on all interfaces.
        tomcat.setConnector(connector);
    }

    private static Set<String> origins(List<Integer> siblings, @Nullable Integer express) {
        List<Integer> ports = new ArrayList<>(siblings);
        if (express != null) {
            ports.add(express);
        }
        Set<String> origins = new LinkedHashSet<>();
        for (int port : ports) {
            origins.add("http://localhost:" + port);
            origins.add("http://127.0.0.1:" + port);
        }
        return origins;
    }

    private static void add(Context context, String path, Servlet servlet) {
        String name = servlet.getClass().getSimpleName();
        Tomcat.addServlet(context, name, servlet);
        context.addServletMapping(path, name);
    }

    private static void add(Context context, String path, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(filter.getClass().getSimpleName());
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(definition.getFilterName());
        mapping.addURLPattern(path);
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        mapping.setDispatcher(DispatcherType.ERROR.name());
        mapping.setDispatcher(DispatcherType.ASYNC.name());
        context.addFilterMap(mapping);
    }

    int port() {
        return port;
    }

    /** Waits some seconds for running requests, and stops. */
    @Override
    public void close() {
        List<Exception> failures = new ArrayList<>();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            failures.add(e);
        }
        try (Stream<Path> files = Files.walk(baseFolder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            failures.add(e);
        }
        failures.forEach(e -> System.getLogger(Node.class.getName()).log(System.Logger.Level.WARNING, e.toString()));
    }
}
