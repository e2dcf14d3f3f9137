package io.github.dynamodbsession.example.webflux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.savedrequest.WebSessionServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/** A page for authenticated users, and an API without authentication, for programs. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    private static final String API = "/api/**";

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges ->
                        exchanges.pathMatchers(API).permitAll().anyExchange().authenticated())
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(butTheApi()))
                .requestCache(cache -> cache.requestCache(askedOnlyAfterALogin()))
                .formLogin(Customizer.withDefaults())
                .build();
    }

    private static ServerWebExchangeMatcher butTheApi() {
        return new AndServerWebExchangeMatcher(
                CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                new NegatedServerWebExchangeMatcher(new PathPatternParserServerWebExchangeMatcher(API)));
    }

    /**
     * Without this, Spring Security loads the session of every request to look for one that was saved before a login.
     */
    private static WebSessionServerRequestCache askedOnlyAfterALogin() {
        WebSessionServerRequestCache cache = new WebSessionServerRequestCache();
        cache.setMatchingRequestParameterName("continue");
        return cache;
    }

    /** Plain-text passwords, for this example only. */
    @Bean
    ReactiveUserDetailsService users() {
        return new MapReactiveUserDetailsService(
                User.withUsername("alice").password("{noop}alice").roles("USER").build(),
                User.withUsername("bob").password("{noop}bob").roles("USER").build());
    }
}
