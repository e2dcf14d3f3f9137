package io.github.dynamodbsession.express;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** An application of Spring Boot, the same as {@code app.js}, whose sessions are those of Spring Session. */
final class SpringNode extends HttpNode {

    private final ConfigurableApplicationContext context;

    SpringNode(NodeStore kind, WebApplicationType type, Nodes nodes) {
        Registry.disableRegistry();
        Class<?> application = type == WebApplicationType.REACTIVE ? WebFlux.class : Servlets.class;
        String[] properties = {
            "server.port=0",
            "server.address=127.0.0.1",
            "server.shutdown=immediate",
            "spring.main.banner-mode=off",
            "spring.reactor.netty.shutdown-quiet-period=0s",
            "server.servlet.session.cookie.name=" + Reply.COOKIE,
            "server.reactive.session.cookie.name=" + Reply.COOKIE,
            "dynamodb.session.cookie.secrets=" + Nodes.SECRETS.get(0),
            "dynamodb.session.tokens=plain",
            "dynamodb.session.table-name=" + nodes.table(),
            "dynamodb.session.endpoint=" + DynamoDbEndpoint.shared(),
            "dynamodb.session.region=" + DynamoDbEndpoint.region(),
            "dynamodb.session.access-key-id=any",
            "dynamodb.session.secret-access-key=any"
        };
        this.context = new SpringApplicationBuilder(application)
                .web(type)
                .registerShutdownHook(false)
                .properties(properties)
                .initializers(each -> {
                    GenericApplicationContext beans = (GenericApplicationContext) each;
                    beans.registerBean(LayoutChoice.class, kind::layout);
                })
                .run();
    }

    @Override
    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    @Override
    public void close() {
        context.close();
    }

    private static String shown(@Nullable String id, Map<String, Object> fields) {
        return Json.of(id == null ? Map.of() : Map.of("id", id, "session", fields));
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(String body) {
        return (List<String>) Objects.requireNonNull(Json.value(body));
    }

    /** With servlets. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ServletApp.class)
    static class Servlets {

        @Bean
        AttributeCodec codec() {
            return Json.JACKSON;
        }
    }

    @RestController
    static class ServletApp {

        @GetMapping(path = "/session", produces = MediaType.APPLICATION_JSON_VALUE)
        String session(HttpServletRequest request) {
            return shown(request.getSession(false));
        }

        @PostMapping(path = "/set", produces = MediaType.APPLICATION_JSON_VALUE)
        String set(HttpServletRequest request, @RequestBody String body) {
            Json.object(body).forEach(request.getSession()::setAttribute);
            return session(request);
        }

        @PostMapping(path = "/remove", produces = MediaType.APPLICATION_JSON_VALUE)
        String remove(HttpServletRequest request, @RequestBody String body) {
            names(body).forEach(request.getSession()::removeAttribute);
            return session(request);
        }

        @PostMapping(path = "/login", produces = MediaType.APPLICATION_JSON_VALUE)
        String login(HttpServletRequest request, @RequestBody String body) {
            request.getSession();
            request.changeSessionId();
            return set(request, body);
        }

        @PostMapping(path = "/logout", produces = MediaType.APPLICATION_JSON_VALUE)
        String logout(HttpServletRequest request) {
            request.getSession().invalidate();
            return session(request);
        }

        private static String shown(@Nullable HttpSession session) {
            Map<String, Object> fields = new LinkedHashMap<>();
            if (session != null) {
                Collections.list(session.getAttributeNames())
                        .forEach(name -> fields.put(name, session.getAttribute(name)));
            }
            return SpringNode.shown(session == null ? null : session.getId(), fields);
        }
    }

    /** With WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(WebFluxApp.class)
    static class WebFlux {

        @Bean
        AttributeCodec codec() {
            return Json.GSON;
        }
    }

    @RestController
    static class WebFluxApp {

        @GetMapping(path = "/session", produces = MediaType.APPLICATION_JSON_VALUE)
        String session(WebSession session) {
            return session.isStarted() ? shown(session.getId(), session.getAttributes()) : shown(null, Map.of());
        }

        @PostMapping(path = "/set", produces = MediaType.APPLICATION_JSON_VALUE)
        String set(WebSession session, @RequestBody String body) {
            session.getAttributes().putAll(Json.object(body));
            return session(session);
        }

        @PostMapping(path = "/remove", produces = MediaType.APPLICATION_JSON_VALUE)
        String remove(WebSession session, @RequestBody String body) {
            names(body).forEach(session.getAttributes()::remove);
            return session(session);
        }

        @PostMapping(path = "/login", produces = MediaType.APPLICATION_JSON_VALUE)
        Mono<String> login(WebSession session, @RequestBody String body) {
            return session.changeSessionId().then(Mono.fromSupplier(() -> set(session, body)));
        }

        @PostMapping(path = "/logout", produces = MediaType.APPLICATION_JSON_VALUE)
        Mono<String> logout(WebSession session) {
            return session.invalidate().thenReturn("{}");
        }
    }
}
