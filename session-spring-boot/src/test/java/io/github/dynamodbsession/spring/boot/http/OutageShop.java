package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.spring.boot.SessionStoreBuilderCustomizer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The {@link Shop} with a ticker that stands still, and more ways for a request to need its session. */
@Configuration(proxyBeanMethods = false)
@Import({Shop.class, OutageShop.Pages.class})
class OutageShop {

    static final AtomicLong NANOS = new AtomicLong();

    @Bean
    SessionStoreBuilderCustomizer ticker() {
        return builder -> builder.ticker(NANOS::get);
    }

    @RestController
    static class Pages {

        @GetMapping("/open/committed")
        void committed(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("much");
            response.flushBuffer();
            request.getSession().getAttribute("color");
        }

        @GetMapping("/open/callable")
        Callable<String> callable(HttpServletRequest request) {
            request.getSession().setAttribute("color", "blue");
            return () -> "called";
        }

        @GetMapping("/open/thread")
        void thread(HttpServletRequest request) {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                request.getSession().setAttribute("color", "blue");
                async.complete();
            });
        }
    }
}
