package io.github.dynamodbsession.container.undertow;

import io.github.dynamodbsession.servlet.contract.Container;
import io.github.dynamodbsession.servlet.contract.Refusable;
import io.github.dynamodbsession.servlet.contract.WebApp;
import io.github.dynamodbsession.servlet.contract.WebAppFolder;
import io.github.dynamodbsession.servlet.harness.ServerKey;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.Version;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletSessionConfig;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An embedded Undertow. It does not read {@code web.xml} or annotations, which WildFly does for it, so their content is
 * passed to its API as WildFly would. The files of the application are present, as in WildFly.
 */
public final class UndertowContainer implements Container {

    /** Kept in a field, because the JDK only holds loggers weakly. Expected failures need no stack traces. */
    private static final Logger LOG = Logger.getLogger("io.undertow");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final PathHandler paths = new PathHandler();
    private final ServletContainer container = Servlets.newContainer();
    private final Undertow undertow = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .addHttpsListener(0, "127.0.0.1", ServerKey.shared().context())
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEAD_BYTES)
            .setServerOption(UndertowOptions.MAX_COOKIES, MAX_COOKIES)
            .setHandler(paths)
            .build();

    /** Starts Undertow. */
    public UndertowContainer() {
        undertow.start();
    }

    @Override
    public String name() {
        return "Undertow " + Version.getVersionString();
    }

    @Override
    public int port() {
        return port(0);
    }

    @Override
    public int httpsPort() {
        return port(1);
    }

    private int port(int listener) {
        return ((InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress()).getPort();
    }

    /** It looks up a session of its own before it calls any filter, and fails if it cannot parse the cookies. */
    @Override
    public Map<Refusable, Integer> refusals() {
        return Map.of(
                Refusable.CONTROL_CHARACTER,
                400,
                Refusable.NOT_ASCII_IN_COOKIE,
                500,
                Refusable.BROKEN_PERCENT_IN_URL,
                400,
                Refusable.NOT_OF_URLS,
                400);
    }

    @Override
    public Deployment deploy(WebApp app) {
        WebAppFolder folder = WebAppFolder.of(app);
        DeploymentInfo description = description(app).setResourceManager(new PathResourceManager(folder.path()));
        DeploymentManager manager = container.addDeployment(description);
        manager.deploy();
        try {
            paths.addPrefixPath(description.getContextPath(), manager.start());
        } catch (ServletException e) {
            throw new IllegalStateException("Cannot start the application", e);
        }
        return new Deployed(manager, description, folder);
    }

    private static DeploymentInfo description(WebApp app) {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setContextPath(app.contextPath().isEmpty() ? "/" : app.contextPath())
                .setDeploymentName("app " + app.contextPath())
                .setIdentityManager(new OneUser());
        ServletContainerInitializer startup = (classes, servletContext) -> app.onStartup(servletContext);
        info.addServletContainerInitializer(new ServletContainerInitializerInfo(
                startup.getClass(), new ImmediateInstanceFactory<>(startup), Set.of()));
        app.declaredListeners().forEach(listener -> info.addListener(new ListenerInfo(listener)));
        app.annotatedListeners().forEach(listener -> info.addListener(new ListenerInfo(listener)));
        app.errorPages().forEach((cause, path) -> info.addErrorPage(errorPage(cause, path)));
        if (app.timeoutMinutes() != null) {
            info.setDefaultSessionTimeout(app.timeoutMinutes() * 60);
        }
        info.setServletSessionConfig(sessionConfig(app));
        if (app.login() != null) {
            guard(info, app.login().method());
        }
        return info;
    }

    private static ErrorPage errorPage(String cause, String path) {
        if (Character.isDigit(cause.charAt(0))) {
            return new ErrorPage(path, Integer.parseInt(cause));
        }
        try {
            return new ErrorPage(path, Class.forName(cause).asSubclass(Throwable.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ServletSessionConfig sessionConfig(WebApp app) {
        ServletSessionConfig config = new ServletSessionConfig();
        for (Map.Entry<String, String> element : app.cookieConfig().entrySet()) {
            String value = element.getValue();
            switch (element.getKey()) {
                case "name" -> config.setName(value);
                case "path" -> config.setPath(value);
                case "domain" -> config.setDomain(value);
                case "max-age" -> config.setMaxAge(Integer.parseInt(value));
                case "http-only" -> config.setHttpOnly(Boolean.parseBoolean(value));
                case "secure" -> config.setSecure(Boolean.parseBoolean(value));
                default -> throw new IllegalArgumentException(element.getKey());
            }
        }
        app.cookieAttributes().forEach(config::setAttribute);
        if (!app.trackingModes().isEmpty()) {
            config.setSessionTrackingModes(app.trackingModes());
        }
        return config;
    }

    private static void guard(DeploymentInfo info, String method) {
        info.setLoginConfig(new LoginConfig(method, "test", "/login", "/login"));
        info.addSecurityRole("user");
        info.addSecurityConstraint(new SecurityConstraint()
                .addWebResourceCollection(new WebResourceCollection().addUrlPattern("/protected/*"))
                .addRoleAllowed("user")
                .setEmptyRoleSemantic(SecurityInfo.EmptyRoleSemantic.DENY));
    }

    private final class Deployed implements Deployment {

        private final DeploymentManager manager;
        private final DeploymentInfo description;
        private final WebAppFolder folder;

        Deployed(DeploymentManager manager, DeploymentInfo description, WebAppFolder folder) {
            this.manager = manager;
            this.description = description;
            this.folder = folder;
        }

        /** Each session is ended by its own timer. */
        @Override
        public void expireSessions() {}

        @Override
        public void close() {
            paths.removePrefixPath(description.getContextPath());
            try {
                manager.stop();
            } catch (ServletException e) {
                throw new IllegalStateException("Cannot stop the application", e);
            }
            manager.undeploy();
            container.removeDeployment(description);
            folder.close();
        }
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
