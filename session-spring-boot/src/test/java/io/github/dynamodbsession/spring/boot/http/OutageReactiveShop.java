package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.spring.boot.AsyncSessionStoreBuilderCustomizer;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The {@link ReactiveShop}, as {@link OutageShop} is the {@link Shop}. */
@Configuration(proxyBeanMethods = false)
@Import({ReactiveShop.class, OutageReactiveShop.Pages.class})
class OutageReactiveShop {

    @Bean
    AsyncSessionStoreBuilderCustomizer ticker() {
        return builder -> builder.ticker(OutageShop.NANOS::get);
    }

    @RestController
    static class Pages {

        @GetMapping("/open/committed")
        Mono<Void> committed(ServerWebExchange exchange) {
            ServerHttpResponse response = exchange.getResponse();
            DataBuffer much = response.bufferFactory().wrap("much".getBytes(StandardCharsets.UTF_8));
            return response.writeAndFlushWith(Flux.concat(
                    Mono.just(Mono.just(much)), exchange.getSession().map(session -> Mono.<DataBuffer>empty())));
        }

        @GetMapping("/open/callable")
        Mono<String> callable(ServerWebExchange exchange) {
            return exchange.getSession().map(session -> {
                session.getAttributes().put("color", "blue");
                return "called";
            });
        }

        @GetMapping("/open/thread")
        Mono<String> thread(ServerWebExchange exchange) {
            return exchange.getSession().flatMap(session -> {
                session.getAttributes().put("color", "blue");
                return session.save().thenReturn("saved");
            });
        }
    }
}
