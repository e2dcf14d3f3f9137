package io.github.dynamodbsession.spring.boot.http;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.context.annotation.SessionScope;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.HttpSessionMutexListener;

/** An application that leaves it to Spring to put things into the session. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({FrameworksApplication.Pages.class, FrameworksApplication.Wizard.class})
class FrameworksApplication {

    /** With little work: a test logs in often. */
    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    UserDetailsService users() {
        return name -> {
            throw new InternalAuthenticationServiceException("db", new SQLException("down"));
        };
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/open/**"))
                .formLogin(Customizer.withDefaults())
                .build();
    }

    @Bean
    HttpSessionMutexListener mutexes() {
        return new HttpSessionMutexListener();
    }

    @Bean
    @SessionScope
    Counter counter() {
        return new Counter();
    }

    /** Of the session. */
    static class Counter implements Serializable {
        private static final long serialVersionUID = 1L;

        private int count;

        int add() {
            return ++count;
        }

        @PreDestroy
        void end() {
            count = 0;
        }
    }

    /** What a form is bound to. */
    record Step(String name, List<String> answers) implements Serializable {}

    @Controller
    static class Pages {

        private final Counter counter;

        Pages(Counter counter) {
            this.counter = counter;
        }

        @PostMapping("/open/save")
        String save(RedirectAttributes to, @RequestParam(defaultValue = "false") boolean invalid) {
            to.addFlashAttribute("message", "saved");
            to.addFlashAttribute("count", 5L);
            if (invalid) {
                BindingResult result = new MapBindingResult(new java.util.HashMap<>(Map.of("name", "x")), "form");
                result.rejectValue("name", "too.short", new Object[] {3}, "too short");
                to.addFlashAttribute(BindingResult.MODEL_KEY_PREFIX + "form", result);
            }
            to.addAttribute("page", "2");
            return "redirect:/open/list";
        }

        @GetMapping("/open/list")
        @ResponseBody
        String list(Model model) {
            BindingResult result = (BindingResult) model.getAttribute(BindingResult.MODEL_KEY_PREFIX + "form");
            return model.getAttribute("message") + " " + model.getAttribute("count")
                    + (result == null
                            ? ""
                            : " " + result.getFieldErrors().get(0).getCode());
        }

        @PostMapping("/open/count")
        @ResponseBody
        String count() {
            return String.valueOf(counter.add());
        }

        @GetMapping("/open/why")
        @ResponseBody
        String why(HttpSession session) {
            return String.valueOf(session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION));
        }
    }

    @Controller
    @SessionAttributes("step")
    static class Wizard {

        @PostMapping("/open/step")
        String step(Model model, @RequestParam String name) {
            model.addAttribute("step", new Step(name, List.of("a")));
            return "redirect:/open/step";
        }

        @GetMapping("/open/step")
        @ResponseBody
        String step(@ModelAttribute("step") Step step) {
            return step.toString();
        }
    }
}
