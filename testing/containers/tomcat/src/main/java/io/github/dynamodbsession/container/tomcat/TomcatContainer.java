package io.github.dynamodbsession.container.tomcat;

import io.github.dynamodbsession.servlet.contract.Container;
import io.github.dynamodbsession.servlet.contract.Refusable;
import io.github.dynamodbsession.servlet.contract.WebApp;
import io.github.dynamodbsession.servlet.contract.WebAppFolder;
import io.github.dynamodbsession.servlet.harness.ServerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** An embedded Tomcat whose applications are folders with a {@code web.xml}, as if they had been deployed. */
public final class TomcatContainer implements Container {

    static {
        // JMX is not used, and several servers in one process would register the same names.
        Registry.disableRegistry();
        // Expected failures need no stack traces.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(line -> !String.valueOf(line.getLoggerName()).startsWith("org.apache."));
        }
    }

    private final Tomcat tomcat = new Tomcat();
    private final Connector secure = secureConnector();
    private final Path base;

    /**
     * Starts Tomcat.
     *
     * @throws IllegalStateException if it cannot be started
     */
    public TomcatContainer() {
        try {
            base = Files.createTempDirectory("tomcat");
            tomcat.setBaseDir(base.toString());
            tomcat.setConnector(connector());
            tomcat.getService().addConnector(secure);
            // Its default error page for a rejected request would show the rejected line.
            ErrorReportValve errors = new ErrorReportValve();
            errors.setShowReport(false);
            tomcat.getHost().getPipeline().addValve(errors);
            tomcat.addUser("alice", "secret");
            tomcat.addRole("alice", "user");
            synchronized (
                    TomcatContainer.class) { // its parser of cipher suites is not thread-safe during initialization
                tomcat.start();
            }
        } catch (IOException | LifecycleException e) {
            throw new IllegalStateException("Cannot start Tomcat", e);
        }
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(MAX_HEAD_BYTES));
        connector.setMaxCookieCount(MAX_COOKIES);
        return connector;
    }

    private static Connector secureConnector() {
        Connector connector = connector();
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(ServerKey.shared().file().toString());
        certificate.setCertificateKeystorePassword(ServerKey.shared().password());
        certificate.setCertificateKeystoreType("PKCS12");
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }

    @Override
    public String name() {
        return "Tomcat " + ServerInfo.getServerNumber();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public int httpsPort() {
        return secure.getLocalPort();
    }

    @Override
    public Map<Refusable, Integer> refusals() {
        return Map.of(Refusable.CONTROL_CHARACTER, 400, Refusable.NOT_OF_URLS, 400);
    }

    @Override
    public Deployment deploy(WebApp app) {
        WebAppFolder folder = WebAppFolder.of(app);
        StandardContext context = new StandardContext();
        context.setName(app.contextPath());
        context.setPath(app.contextPath());
        context.setDocBase(folder.path().toString());
        context.setParentClassLoader(TomcatContainer.class.getClassLoader());
        context.setDelegate(true);
        context.setCrossContext(true);
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        context.addServletContainerInitializer((classes, servletContext) -> app.onStartup(servletContext), Set.of());
        try {
            tomcat.getHost().addChild(context);
        } finally {
            if (!context.getState().isAvailable()) {
                tomcat.getHost().removeChild(context);
                folder.close();
            }
        }
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("Cannot start the application");
        }
        return new Deployed(context, folder);
    }

    private final class Deployed implements Deployment {

        private final StandardContext context;
        private final WebAppFolder folder;

        Deployed(StandardContext context, WebAppFolder folder) {
            this.context = context;
            this.folder = folder;
        }

        @Override
        public void expireSessions() {
            ((ManagerBase) context.getManager()).processExpires();
        }

        @Override
        public void close() {
            tomcat.getHost().removeChild(context);
            folder.close();
        }
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
