package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.container.CdiWarning;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.weld.environment.servlet.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filter together with CDI: Weld, on Tomcat. */
class CdiTest extends FilterTest {

    private static final Logger LOG = Logger.getLogger(SessionFilter.class.getName());

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();
    private final Queue<LogRecord> lines = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                lines.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    /** A session-scoped bean of an application. */
    @SessionScoped
    public static class Counter implements Serializable {

        private static final long serialVersionUID = 1L;

        private int count;

        public int next() {
            return ++count;
        }
    }

    private static int count() {
        return CDI.current().select(Counter.class).get().next();
    }

    private Server withWeld() {
        return server(SessionFilter.of(store))
                .settings(context -> context.addApplicationListener(Listener.class.getName()))
                .at("/count", (request, response) -> response.getWriter().print(count()))
                .at("/login", (request, response) -> request.getSession().setAttribute("user", "alice"))
                .at("/login-and-count", (request, response) -> {
                    request.getSession().setAttribute("user", "alice");
                    response.getWriter().print(count());
                })
                .at("/logout", (request, response) -> request.getSession().invalidate())
                .start();
    }

    @Test
    void whereCdiIsTheStartWarnsAndNamesTheBeans() {
        withWeld();
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARNING);
            assertThat(message(line))
                    .contains(
                            "the container's session",
                            "docs/cdi.md",
                            "Affected beans: " + Counter.class.getName() + ".");
        });
    }

    /** If this fails, the warning and docs/cdi.md are outdated. */
    @Test
    void aSessionScopedBeanLivesInTheContainersSessionAndOutlivesTheFiltersOne() throws Exception {
        Server server = withWeld();
        assertThat(browse(server, "/count").body()).isEqualTo("1");
        browse(server, "/login");
        assertThat(cookies).containsOnlyKeys("SESSION", "JSESSIONID");
        assertThat(browse(server, "/count").body()).isEqualTo("2");
        browse(server, "/logout");
        assertThat(browse(server, "/count").body()).isEqualTo("3");
    }

    /**
     * Weld is notified of a new session, like every listener, and stores its beans there for the rest of that request.
     */
    @Test
    void inTheRequestThatBeginsASessionWeldPutsItsBeansThereWhichTheCodecRefuses() throws Exception {
        Server server = withWeld();
        assertThat(browse(server, "/login-and-count").statusCode()).isEqualTo(500);
        assertThat(browse(server, "/count").body()).isEqualTo("1");
    }

    /** With the cookies of both kinds of sessions. */
    private HttpResponse<String> browse(Server server, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = browser.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(line -> {
            String[] pair = line.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return response;
    }

    @Test
    void withoutCdiNothingIsSaid() {
        server(SessionFilter.of(store)).start();
        assertThat(lines).isEmpty();
    }

    /** OpenWebBeans uses the plain name of the interface. */
    @Test
    void aBeanManagerThatCannotBeAskedIsWarnedOfToo() {
        String name = "jakarta.enterprise.inject.spi.BeanManager";
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                CdiTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> method.getName().equals("getAttribute")
                        ? this
                        : Collections.enumeration(List.of("other", name)));
        CdiWarning.give(context);
        assertThat(lines).singleElement().satisfies(line -> assertThat(message(line))
                .contains("could not be determined", "IllegalArgumentException"));
    }

    private static String message(LogRecord line) {
        return line.getParameters() == null
                ? line.getMessage()
                : MessageFormat.format(line.getMessage(), line.getParameters());
    }
}
