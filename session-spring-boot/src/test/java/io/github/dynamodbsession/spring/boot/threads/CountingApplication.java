package io.github.dynamodbsession.spring.boot.threads;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Counts the requests of each session, and sees which threads there are meanwhile. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CountingApplication {

    /** The emulator of DynamoDB and the proxy in front of it are the test's. */
    private static final List<String> OF_THE_TEST = List.of("dynamodb-emulator", "fault-proxy");

    private static final int CONNECTIONS = 100;

    private final AtomicInteger threads = new AtomicInteger();

    @Bean
    SecurityWebFilterChain open(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    /** For so many calls at once that one waits longer for a connection than the SDK's own client lets it. */
    @Bean
    @ConditionalOnProperty("patient-client.endpoint")
    DynamoDbAsyncClient patientClient(@Value("${patient-client.endpoint}") URI endpoint) {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(CONNECTIONS)
                        .connectionAcquisitionTimeout(Duration.ofSeconds(90)))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .GET("/count", this::count)
                .GET("/login", request -> request.session()
                        .flatMap(session -> session.changeSessionId().then(Mono.defer(() -> answer(session)))))
                .GET("/logout", request -> request.session()
                        .flatMap(WebSession::invalidate)
                        .then(ServerResponse.ok().build()))
                .GET("/ping", request -> ServerResponse.ok().build())
                .GET("/wait", request -> waits())
                .build();
    }

    private Mono<ServerResponse> count(ServerRequest request) {
        return request.session().flatMap(session -> {
            int count = session.getAttributeOrDefault("count", 0) + 1;
            session.getAttributes().put("count", count);
            look();
            return answer(session);
        });
    }

    private static Mono<ServerResponse> answer(WebSession session) {
        return ServerResponse.ok().bodyValue(String.valueOf(session.<Object>getAttribute("count")));
    }

    /** As no handler should: so that it is seen that this would be seen. */
    private static Mono<ServerResponse> waits() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ServerResponse.ok().build();
    }

    private void look() {
        Thread[] alive = new Thread[2 * Thread.activeCount() + 1_000];
        int count = Thread.enumerate(alive);
        int ours = (int) Arrays.stream(alive, 0, count)
                .filter(thread -> OF_THE_TEST.stream().noneMatch(thread.getName()::startsWith))
                .count();
        threads.accumulateAndGet(ours, Math::max);
    }

    /** The most threads that were seen alive at once, during a request since the last call of this. */
    int takeThreads() {
        return threads.getAndSet(0);
    }
}
