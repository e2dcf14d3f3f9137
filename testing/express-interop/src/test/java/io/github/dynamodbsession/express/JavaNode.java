package io.github.dynamodbsession.express;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A servlet container with the same application as {@code app.js}, behind the filter. */
final class JavaNode extends HttpNode {

    private final Tomcat tomcat = new Tomcat();

    JavaNode(SessionStore store, List<String> secrets, Path folder) {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        SessionFilter.Builder filter = SessionFilter.builder(store).cookieName(Reply.COOKIE);
        secrets.forEach(filter::cookieSecret);
        SessionFilter built = filter.build();
        context.addServletContainerInitializer(
                (classes, servletContext) -> {
                    servletContext
                            .addFilter("session", built)
                            .addMappingForUrlPatterns(
                                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC),
                                    false,
                                    "/*");
                    servletContext.addServlet("app", new App()).addMapping("/*");
                },
                null);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One application. */
    private static final class App extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            switch (request.getPathInfo()) {
                case "/session" -> {}
                case "/set" -> Json.object(body).forEach(request.getSession()::setAttribute);
                case "/remove" ->
                    ((List<?>) Objects.requireNonNull(Json.value(body)))
                            .forEach(name -> request.getSession().removeAttribute((String) name));
                case "/login" -> {
                    request.getSession();
                    request.changeSessionId();
                    Json.object(body).forEach(request.getSession()::setAttribute);
                }
                case "/logout" -> request.getSession().invalidate();
                default -> response.setStatus(404);
            }
            response.setContentType("application/json;charset=UTF-8");
            response.getWriter().print(Json.of(shown(request.getSession(false))));
        }

        private static Map<String, Object> shown(HttpSession session) {
            if (session == null) {
                return Map.of();
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            for (String name : Collections.list(session.getAttributeNames())) {
                fields.put(name, session.getAttribute(name));
            }
            return Map.of("id", session.getId(), "session", fields);
        }
    }

    @Override
    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
