package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.spring.SessionEndedHandler;
import io.github.dynamodbsession.spring.catalog.Item;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.RememberMeServices;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;
import org.springframework.session.security.web.authentication.SpringSessionRememberMeServices;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application of Spring Boot with Spring Security, as users write it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Shop.Pages.class)
class Shop {

    /** With little work: a test logs in often. */
    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    UserDetailsService users(PasswordEncoder passwords) {
        return new InMemoryUserDetailsManager(user("alice", passwords.encode("a")), user("bob", passwords.encode("b")));
    }

    private static UserDetails user(String name, String password) {
        return User.withUsername(name).password(password).roles("USER").build();
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, ObjectProvider<SessionRegistry> registry, ObjectProvider<RememberMeServices> remembering)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/mine/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/open/**"))
                .formLogin(Customizer.withDefaults());
        registry.ifAvailable(sessions -> http.sessionManagement(
                management -> management.maximumSessions(1).sessionRegistry(sessions)));
        remembering.ifAvailable(services -> http.rememberMe(remember -> remember.rememberMeServices(services)));
        return http.build();
    }

    /** As Spring Session has it: the session itself lives longer, and so does its cookie. */
    @Bean
    @ConditionalOnProperty("shop.remember-me")
    RememberMeServices rememberMeServices() {
        return new SpringSessionRememberMeServices();
    }

    @Bean
    @ConditionalOnProperty("shop.one-session-a-user")
    <S extends Session> SessionRegistry sessionRegistry(FindByIndexNameSessionRepository<S> sessions) {
        return new SpringSessionBackedSessionRegistry<>(sessions);
    }

    /** Not through Spring MVC, which looks into the session of every request for flash attributes. */
    @Bean
    ServletRegistrationBean<HttpServlet> nothing() {
        return new ServletRegistrationBean<>(
                new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.getWriter().print("nothing");
                    }
                },
                "/open/nothing");
    }

    /** What goes on in the background of a request, and completes it. */
    @Bean
    BackgroundServlet background() {
        return new BackgroundServlet();
    }

    @Bean
    ServletRegistrationBean<HttpServlet> backgroundRegistration(BackgroundServlet background) {
        return new ServletRegistrationBean<>(background, "/open/background/*");
    }

    /** Ahead of every other filter. */
    @Bean
    FilterRegistrationBean<Filter> departures() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            CompletableFuture<Void> left = new CompletableFuture<>();
            request.setAttribute(BackgroundServlet.LEFT, left);
            chain.doFilter(request, response);
            left.complete(null);
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/open/background/*");
        return registration;
    }

    @Bean
    SessionEndedHandler tooLate() {
        return (request, response) -> response.setStatus(HttpServletResponse.SC_CONFLICT);
    }

    @RestController
    static class Pages {

        private final FindByIndexNameSessionRepository<?> sessions;

        Pages(FindByIndexNameSessionRepository<?> sessions) {
            this.sessions = sessions;
        }

        @GetMapping("/open/read")
        String read(HttpServletRequest request, @RequestParam(defaultValue = "color") String name) {
            HttpSession session = request.getSession(false);
            return session == null ? "no session" : String.valueOf(session.getAttribute(name));
        }

        @PostMapping("/open/write")
        String write(HttpSession session, @RequestParam String name, @RequestParam String value) {
            session.setAttribute(name, value);
            return "written";
        }

        @PostMapping("/open/item")
        String item(HttpSession session, @RequestParam String value) {
            session.setAttribute("item", new Item(value));
            return "written";
        }

        @PostMapping("/open/redirect")
        void redirect(HttpSession session, HttpServletResponse response, @RequestParam String value)
                throws IOException {
            session.setAttribute("color", value);
            response.sendRedirect("/open/read");
        }

        @PostMapping("/open/rename")
        String rename(HttpServletRequest request, @RequestParam(defaultValue = "false") boolean invalidate) {
            HttpSession session = request.getSession();
            request.changeSessionId();
            if (invalidate) {
                session.invalidate();
            }
            return "renamed";
        }

        @PostMapping("/open/rename-or-say")
        ResponseEntity<String> renameOrSay(HttpServletRequest request) {
            try {
                request.getSession();
                request.changeSessionId();
                return ResponseEntity.ok("renamed");
            } catch (SessionStorageException e) {
                return ResponseEntity.status(HttpStatus.GATEWAY_TIMEOUT).body("not renamed");
            }
        }

        @PostMapping("/open/unstorable")
        String unstorable(HttpSession session) {
            session.setAttribute("color", new Object());
            return "written";
        }

        @DeleteMapping("/open/session")
        void end(HttpSession session) {
            session.invalidate();
        }

        @GetMapping("/open/error")
        void error(HttpSession session, HttpServletResponse response) throws IOException {
            session.setAttribute("color", "of the failed request");
            response.sendError(418);
        }

        @GetMapping("/open/async")
        void async(HttpServletRequest request) {
            if (request.getAttribute("dispatched") == null) {
                request.getSession().setAttribute("color", "first");
                request.setAttribute("dispatched", true);
                AsyncContext async = request.startAsync();
                async.start(async::dispatch);
            } else {
                request.getSession().setAttribute("color", "second");
            }
        }

        @GetMapping("/mine/name")
        String name(Principal principal) {
            return principal.getName();
        }

        @PostMapping("/mine/everywhere")
        Map<String, Integer> everywhere(Principal principal) {
            Map<String, ? extends Session> mine = sessions.findByPrincipalName(principal.getName());
            mine.keySet().forEach(sessions::deleteById);
            return Map.of("ended", mine.size());
        }
    }
}
