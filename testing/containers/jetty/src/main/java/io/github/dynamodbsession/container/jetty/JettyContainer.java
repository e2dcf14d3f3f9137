package io.github.dynamodbsession.container.jetty;

import io.github.dynamodbsession.servlet.contract.Container;
import io.github.dynamodbsession.servlet.contract.Refusable;
import io.github.dynamodbsession.servlet.contract.WebApp;
import io.github.dynamodbsession.servlet.contract.WebAppFolder;
import io.github.dynamodbsession.servlet.harness.ServerKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An embedded Jetty whose applications are folders with a {@code web.xml}, as if they had been deployed. */
public final class JettyContainer implements Container {

    /** Kept in a field, because the JDK only holds loggers weakly. Expected failures need no stack traces. */
    private static final Logger LOG = Logger.getLogger("org.eclipse.jetty");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ServerConnector secure = secureConnector(server);
    private final ContextHandlerCollection contexts = new ContextHandlerCollection(true);

    /**
     * Starts Jetty.
     *
     * @throws IllegalStateException if it cannot be started
     */
    public JettyContainer() {
        UserStore users = new UserStore();
        users.addUser("alice", Credential.getCredential("secret"), new String[] {"user"});
        HashLoginService login = new HashLoginService("test");
        login.setUserStore(users);
        server.addBean(login);
        // Otherwise the id in the cookie ends with the name of this node, unlike the id of the session.
        DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
        ids.setWorkerName("");
        server.addBean(ids, true);
        server.getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setRequestHeaderSize(MAX_HEAD_BYTES);
        server.addConnector(secure);
        server.setHandler(contexts);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start Jetty", e);
        }
    }

    private static ServerConnector secureConnector(Server server) {
        SslContextFactory.Server key = new SslContextFactory.Server();
        key.setSslContext(ServerKey.shared().context());
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, key, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    @Override
    public String name() {
        return "Jetty " + Server.getVersion();
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public int httpsPort() {
        return secure.getLocalPort();
    }

    @Override
    public Map<Refusable, Integer> refusals() {
        return Map.of(Refusable.CONTROL_CHARACTER, 400, Refusable.TAB_IN_COOKIE, 400);
    }

    @Override
    public Deployment deploy(WebApp app) {
        WebAppFolder folder = WebAppFolder.of(app);
        WebAppContext context = new WebAppContext();
        context.setContextPath(app.contextPath().isEmpty() ? "/" : app.contextPath());
        context.setBaseResourceAsPath(folder.path());
        context.setParentLoaderPriority(true);
        context.setThrowUnavailableOnStartupException(true);
        context.setCrossContextDispatchSupported(true);
        context.addServletContainerInitializer((classes, servletContext) -> app.onStartup(servletContext));
        contexts.addHandler(context);
        // Only managed beans are found when sessions are looked up server-wide.
        contexts.manage(context);
        try {
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start the application", e);
        }
        return new Deployed(context, folder);
    }

    private final class Deployed implements Deployment {

        private final WebAppContext context;
        private final WebAppFolder folder;

        Deployed(WebAppContext context, WebAppFolder folder) {
            this.context = context;
            this.folder = folder;
        }

        @Override
        public void expireSessions() {
            context.getSessionHandler().scavenge();
        }

        @Override
        public void close() {
            contexts.removeHandler(context);
            try {
                context.stop();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot stop the application", e);
            }
            context.destroy();
            folder.close();
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop Jetty", e);
        }
    }
}
