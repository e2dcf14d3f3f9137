package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.spring.catalog.Item;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.session.ReactiveSessionRegistry;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.SessionLimit;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.savedrequest.WebSessionServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.security.SpringSessionBackedReactiveSessionRegistry;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The {@link Shop} as an application of WebFlux. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveShop.Pages.class)
class ReactiveShop {

    /** Its own: the event loops that all servers of a JVM share by default end with the first that is closed. */
    @Bean
    ReactorResourceFactory eventLoops() {
        ReactorResourceFactory own = new ReactorResourceFactory();
        own.setUseGlobalResources(false);
        own.setShutdownQuietPeriod(Duration.ZERO);
        return own;
    }

    /** With little work: a test logs in often. */
    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    ReactiveUserDetailsService users(PasswordEncoder passwords) {
        return new MapReactiveUserDetailsService(
                user("alice", passwords.encode("a")), user("bob", passwords.encode("b")));
    }

    private static UserDetails user(String name, String password) {
        return User.withUsername(name).password(password).roles("USER").build();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ObjectProvider<ReactiveSessionRegistry> registry) {
        // As it is with servlets; without the parameter every request looks into its session.
        WebSessionServerRequestCache requests = new WebSessionServerRequestCache();
        requests.setMatchingRequestParameterName("continue");
        http.authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/mine/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
                        CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                        new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/open/**")))))
                .requestCache(cache -> cache.requestCache(requests))
                .formLogin(Customizer.withDefaults());
        registry.ifAvailable(sessions -> http.sessionManagement(management -> management.concurrentSessions(
                limited -> limited.maximumSessions(SessionLimit.of(1)).sessionRegistry(sessions))));
        return http.build();
    }

    @Bean
    @ConditionalOnProperty("shop.one-session-a-user")
    <S extends Session> ReactiveSessionRegistry sessionRegistry(
            ReactiveSessionRepository<S> sessions, ReactiveFindByIndexNameSessionRepository<S> indexed) {
        return new SpringSessionBackedReactiveSessionRegistry<>(sessions, indexed);
    }

    record Attribute(String name, String value) {}

    record Rename(@Nullable Boolean invalidate) {}

    @RestController
    static class Pages {

        private final ReactiveSessionRepository<?> sessions;
        private final ReactiveFindByIndexNameSessionRepository<?> indexed;

        Pages(ReactiveSessionRepository<?> sessions, ReactiveFindByIndexNameSessionRepository<?> indexed) {
            this.sessions = sessions;
            this.indexed = indexed;
        }

        @GetMapping("/open/nothing")
        String nothing() {
            return "nothing";
        }

        @GetMapping("/open/read")
        String read(WebSession session, @RequestParam(defaultValue = "color") String name) {
            return session.isStarted() ? String.valueOf(session.<Object>getAttribute(name)) : "no session";
        }

        @PostMapping("/open/write")
        String write(WebSession session, Attribute attribute) {
            session.getAttributes().put(attribute.name(), attribute.value());
            return "written";
        }

        /** Wants to know, before it answers, whether the session is still there. */
        @PostMapping("/open/write-now")
        Mono<ResponseEntity<String>> writeNow(WebSession session, Attribute attribute) {
            session.getAttributes().put(attribute.name(), attribute.value());
            return session.save()
                    .then(Mono.fromSupplier(() -> session.isExpired()
                            ? ResponseEntity.status(HttpStatus.CONFLICT).body("too late")
                            : ResponseEntity.ok("written")));
        }

        @PostMapping("/open/item")
        String item(WebSession session, Attribute attribute) {
            session.getAttributes().put("item", new Item(attribute.value()));
            return "written";
        }

        @PostMapping("/open/redirect")
        Mono<Void> redirect(WebSession session, Attribute attribute, ServerHttpResponse response) {
            session.getAttributes().put("color", attribute.value());
            response.setStatusCode(HttpStatus.FOUND);
            response.getHeaders().setLocation(URI.create("/open/read"));
            return response.setComplete();
        }

        @PostMapping("/open/rename")
        Mono<String> rename(WebSession session, Rename rename) {
            return session.changeSessionId()
                    .then(Mono.defer(
                            () -> Boolean.TRUE.equals(rename.invalidate()) ? session.invalidate() : Mono.empty()))
                    .thenReturn("renamed");
        }

        @PostMapping("/open/rename-or-say")
        Mono<ResponseEntity<String>> renameOrSay(WebSession session) {
            return session.changeSessionId()
                    .then(Mono.defer(session::save))
                    .thenReturn(ResponseEntity.ok("renamed"))
                    .onErrorResume(
                            SessionStorageException.class,
                            e -> Mono.just(ResponseEntity.status(HttpStatus.GATEWAY_TIMEOUT)
                                    .body("not renamed")));
        }

        @PostMapping("/open/unstorable")
        String unstorable(WebSession session) {
            session.getAttributes().put("color", new Object());
            return "written";
        }

        @DeleteMapping("/open/session")
        Mono<Void> end(WebSession session) {
            return session.invalidate();
        }

        @GetMapping("/mine/name")
        String name(Principal principal) {
            return principal.getName();
        }

        @PostMapping("/mine/everywhere")
        Mono<Map<String, Integer>> everywhere(Principal principal) {
            return indexed.findByPrincipalName(principal.getName()).flatMap(mine -> Flux.fromIterable(mine.keySet())
                    .flatMap(sessions::deleteById)
                    .then(Mono.just(Map.of("ended", mine.size()))));
        }
    }
}
