package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter that no code registers: context parameters, a store in the servlet context, or {@code web.xml}. */
class RegistrationTest extends FilterTest {

    private static final String STORE = SessionStore.class.getName();

    private static final Application VISIT = (request, response) -> {
        Integer visits = (Integer) request.getSession().getAttribute("visits");
        request.getSession().setAttribute("visits", visits == null ? 1 : visits + 1);
        response.getWriter().print(visits);
    };

    /** Creates its own store. */
    public static final class Memory implements SessionStoreFactory {

        private static final AtomicReference<SessionStore> MADE = new AtomicReference<>();

        @Override
        public SessionStore create(ServletContext context) {
            SessionStore made = SessionStore.of(InMemoryStorageClient.create());
            MADE.set(made);
            return made;
        }
    }

    private Server application(Map<String, String> parameters, boolean hasStore) {
        return bare().atStartup(context -> {
                    parameters.forEach(context::setInitParameter);
                    if (hasStore) {
                        context.setAttribute(STORE, store);
                    }
                })
                .settings(context -> context.addServletContainerInitializer(new SessionInitializer(), null))
                .at("/*", VISIT)
                .start();
    }

    @Test
    void containersFindTheInitializer() throws IOException {
        // Not with a ServiceLoader: initializers of other containers on the class path need classes that are missing.
        List<String> named = new ArrayList<>();
        for (URL url : Collections.list(RegistrationTest.class
                .getClassLoader()
                .getResources("META-INF/services/" + ServletContainerInitializer.class.getName()))) {
            try (InputStream lines = url.openStream()) {
                named.addAll(new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
        }

        assertThat(named).contains(SessionInitializer.class.getName());
    }

    @Test
    void aStoreInTheServletContextIsEnough() {
        Server server = application(Map.of(), true);

        String token = get(server, "/").newToken();

        assertThat(get(server, "/", token).body()).isEqualTo("1");
        assertThat(attribute(token, "visits")).contains(2);
    }

    @Test
    void contextParametersAreEnough() {
        Server server = application(
                Map.of(
                        "dynamodbsession.storeFactory", Memory.class.getName(),
                        "dynamodbsession.cookieSameSite", "strict",
                        "dynamodbsession.cookieMaxAge", "90",
                        "other", "x"),
                false);

        Answer answer = get(server, "/");

        assertThat(answer.setCookieLines()).singleElement().asString().contains("; Max-Age=90; ", "; SameSite=Strict");
        assertThat(get(server, "/", answer.newToken()).body()).isEqualTo("1");
        assertThat(found(Memory.MADE.get(), answer.newToken())).isPresent();
    }

    /** Deployed like a {@code war}: the container reads {@code web.xml} and finds the initializer. */
    private Server deployed(String webXml) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("WEB-INF")).resolve("web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.1\">" + webXml + "</web-app>");
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml("org/apache/catalina/startup/NO_DEFAULT_XML");
        return bare().settings(context -> {
                    context.addLifecycleListener(config);
                    ((StandardContext) context).setDelegate(true);
                    StandardJarScanner scanner = new StandardJarScanner();
                    scanner.setScanClassPath(false);
                    context.setJarScanner(scanner);
                    // Initializers of other containers are on this class path too.
                    context.setContainerSciFilter("^(?!io\\.github\\.).*");
                })
                .at("/*", VISIT)
                .start();
    }

    private static String parameter(String element, String name, String value) {
        return "<%1$s><param-name>%2$s</param-name><param-value>%3$s</param-value></%1$s>"
                .formatted(element, name, value);
    }

    @Test
    void contextParametersOfWebXmlAreEnough() throws IOException {
        Server server = deployed(parameter("context-param", "dynamodbsession.storeFactory", Memory.class.getName())
                + parameter("context-param", "dynamodbsession.cookiePriority", "high"));

        Answer answer = get(server, "/");

        assertThat(server.servletContext().getFilterRegistrations()).containsOnlyKeys("dynamodbsession");
        assertThat(answer.setCookieLines()).singleElement().asString().endsWith("; Priority=High");
        assertThat(get(server, "/", answer.newToken()).body()).isEqualTo("1");
        assertThat(found(Memory.MADE.get(), answer.newToken())).isPresent();
    }

    @Test
    void aFilterOfWebXmlIsEnough() throws IOException {
        Server server = deployed(parameter("context-param", "dynamodbsession.cookiePriority", "high")
                + parameter("context-param", "dynamodbsession.cookieSameSite", "none")
                + "<filter><filter-name>sessions</filter-name><filter-class>" + SessionFilter.class.getName()
                + "</filter-class><async-supported>true</async-supported>"
                + parameter("init-param", "storeFactory", Memory.class.getName())
                + parameter("init-param", "cookieSameSite", "strict")
                + "</filter><filter-mapping><filter-name>sessions</filter-name><url-pattern>/*</url-pattern>"
                + "<dispatcher>REQUEST</dispatcher><dispatcher>ERROR</dispatcher><dispatcher>ASYNC</dispatcher>"
                + "</filter-mapping>");

        Answer answer = get(server, "/");

        assertThat(server.servletContext().getFilterRegistrations()).containsOnlyKeys("sessions");
        assertThat(answer.setCookieLines()).singleElement().asString().endsWith("; SameSite=Strict; Priority=High");
        assertThat(get(server, "/", answer.newToken()).body()).isEqualTo("1");
        assertThat(found(Memory.MADE.get(), answer.newToken())).isPresent();
    }

    @Test
    void nothingIsRegisteredWhereNothingIsConfigured() {
        Server server = application(Map.of("other", "x"), false);

        assertThat(server.servletContext().getFilterRegistrations()).isEmpty();
        assertThat(get(server, "/").setCookieLines()).singleElement().asString().startsWith("JSESSIONID=");
    }

    @Test
    void anApplicationThatRegistersTheFilterItselfHasOne() {
        Server server = bare().atStartup(context -> {
                    context.setAttribute(STORE, store);
                    context.addFilter("own", SessionFilter.class).addMappingForUrlPatterns(null, false, "/*");
                })
                .settings(context -> context.addServletContainerInitializer(new SessionInitializer(), null))
                .at("/*", VISIT)
                .start();

        assertThat(server.servletContext().getFilterRegistrations()).containsOnlyKeys("own");
        assertThat(attribute(get(server, "/").newToken(), "visits")).contains(1);
    }

    private static SessionFilter initialized(
            Map<String, String> ofContext, Map<String, String> ofFilter, Object store) {
        SessionFilter filter = new SessionFilter();
        filter.init(new Config(ofContext, ofFilter, Optional.ofNullable(store)).config());
        return filter;
    }

    @ParameterizedTest
    @CsvSource({
        "cookieName, a b, cookieName must be",
        "cookieMaxAge, soon, cookieMaxAge must be a number of seconds",
        "cookieSecure, yes, cookieSecure must be true or false",
        "cookieSecret, keyboard cat, cookieSecret must have at least 16 bytes",
        "cookieSameSite, some, cookieSameSite must be STRICT or LAX or NONE",
        "saveUnreachable, no, saveUnreachable must be true or false",
        "refuseUnstorable, no, refuseUnstorable must be true or false",
        "keepUnstorableListeners, no, keepUnstorableListeners must be true or false",
        "onStorageFailure, panic, onStorageFailure must be FAIL or CONTINUE",
        "cookiename, x, Unknown option 'cookiename'",
        "storeFactory, no.such.Class, storeFactory must name a public class",
        "storeFactory, java.lang.String, storeFactory must name a public class"
    })
    void aParameterThatCannotBeIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> initialized(Map.of(), Map.of(name, value), store))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> initialized(Map.of("dynamodbsession." + name, value), Map.of(), store))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMissingStoreIsSaid() {
        assertThatThrownBy(() -> initialized(Map.of(), Map.of(), null))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("storeFactory");
    }

    /** A minimal servlet context for the parameters. */
    private record Config(Map<String, String> ofContext, Map<String, String> ofFilter, Optional<Object> store) {

        FilterConfig config() {
            ServletContext context = (ServletContext) java.lang.reflect.Proxy.newProxyInstance(
                    RegistrationTest.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "getInitParameterNames" -> names(ofContext);
                        case "getInitParameter" -> ofContext.get(args[0]);
                        case "getAttribute" -> store.orElse(null);
                        case "getClassLoader" -> RegistrationTest.class.getClassLoader();
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
            return new FilterConfig() {
                @Override
                public String getFilterName() {
                    return "sessions";
                }

                @Override
                public ServletContext getServletContext() {
                    return context;
                }

                @Override
                public String getInitParameter(String name) {
                    return ofFilter.get(name);
                }

                @Override
                public Enumeration<String> getInitParameterNames() {
                    return names(ofFilter);
                }
            };
        }

        private static Enumeration<String> names(Map<String, String> parameters) {
            return Collections.enumeration(new TreeMap<>(parameters).keySet());
        }
    }
}
