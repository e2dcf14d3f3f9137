package io.github.dynamodbsession.spring.boot.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * No thread of an event loop waits, of the server or of the AWS SDK, nor one of those that Reactor wants never to wait;
 * and there are no more threads for a thousand requests than for a few. BlockHound watches: this runs in a JVM of its
 * own, which lets it.
 */
@EnabledIfSystemProperty(named = "blockhound", matches = "true", disabledReason = "BlockHound needs a JVM of its own")
class NonBlockingTest {

    private static final int MANY = 1_000;
    private static final int SLACK = 16;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration DELAY_OF_DYNAMODB = Duration.ofMillis(30);

    private static final Queue<Throwable> WAITED = new ConcurrentLinkedQueue<>();
    /** On the threads of the server's event loop. */
    private static final HttpClient CLIENT = HttpClient.create(ConnectionProvider.builder("test")
            .maxConnections(MANY)
            .pendingAcquireMaxCount(MANY)
            .build());

    private static FaultProxy proxy;

    /** By their properties: each is started by the first test that asks for it. */
    private static final Map<List<String>, ConfigurableApplicationContext> NODES = new HashMap<>();

    @BeforeAll
    static void watch() {
        BlockHound.builder()
                .loadIntegrations()
                .blockingMethodCallback(method -> WAITED.add(new IllegalStateException(method.toString())))
                // Reads the kernel's generator of random numbers, which answers without waiting.
                .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                // Whoever hands the store a task holds the lock of its queue for as long as it takes to add one.
                .allowBlockingCallsInside("java.util.concurrent.LinkedBlockingQueue", "offer")
                // Netty's own pool of buffers, for the moment in which it grows.
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .install();
        proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(ConfigurableApplicationContext::close);
        proxy.close();
    }

    @BeforeEach
    void forget() {
        proxy.heal();
        WAITED.clear();
    }

    private static ConfigurableApplicationContext node(String storage) {
        return node(
                "dynamodb.session.storage=" + storage,
                "dynamodb.session.touch-after=0s",
                "dynamodb.session.call-timeout=90s",
                "dynamodb.session.endpoint=" + proxy.endpoint(),
                "dynamodb.session.region=eu-central-1",
                "dynamodb.session.access-key-id=x",
                "dynamodb.session.secret-access-key=x");
    }

    private static ConfigurableApplicationContext nodeWithPatientClient() {
        return node(
                "patient-client.endpoint=" + proxy.endpoint(),
                "dynamodb.session.storage=dynamo-v2",
                "dynamodb.session.call-timeout=90s");
    }

    private static ConfigurableApplicationContext node(String... properties) {
        return NODES.computeIfAbsent(List.of(properties), NonBlockingTest::start);
    }

    private static ConfigurableApplicationContext start(List<String> properties) {
        return new SpringApplicationBuilder(CountingApplication.class)
                .web(WebApplicationType.REACTIVE)
                .registerShutdownHook(false)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        // The client keeps its connections, and all nodes of a JVM share their event loops.
                        "server.shutdown=immediate",
                        "spring.reactor.netty.shutdown-quiet-period=0s",
                        "dynamodb.session.table-name=threads-" + UUID.randomUUID(),
                        "dynamodb.session.tokens=hashed",
                        "dynamodb.session.auto-create=true")
                .properties(properties.toArray(String[]::new))
                .run();
    }

    private static Mono<Answer> get(ConfigurableApplicationContext node, String path, String cookie) {
        return CLIENT.headers(headers -> headers.set("Cookie", cookie))
                .get()
                .uri("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port") + path)
                .responseSingle((response, body) -> body.asString()
                        .defaultIfEmpty("")
                        .map(text -> new Answer(
                                response.status().code(),
                                text,
                                response.responseHeaders().get("Set-Cookie", "").split(";", 2)[0])));
    }

    private static Answer answer(ConfigurableApplicationContext node, String path, String cookie) {
        return get(node, path, cookie).block(LONGEST_WAIT);
    }

    /** All at once. */
    private static List<Answer> all(Stream<Mono<Answer>> requests) {
        return Flux.fromStream(requests)
                .flatMap(request -> request, MANY)
                .collectList()
                .block(LONGEST_WAIT);
    }

    /** With where it did. */
    private static List<String> whatWaited() {
        return WAITED.stream()
                .map(waited -> waited.getMessage()
                        + Arrays.stream(waited.getStackTrace())
                                .skip(3)
                                .limit(30)
                                .map(frame -> "\n    " + frame)
                                .collect(Collectors.joining()))
                .distinct()
                .toList();
    }

    private record Answer(int status, String body, String cookie) {}

    @Test
    void aHandlerThatWaitsIsSeen() {
        answer(node("in-memory"), "/wait", "");
        assertThat(WAITED).isNotEmpty();
    }

    /** With the SDK's own client, with one that waits, and with one that never does. */
    @ParameterizedTest
    @ValueSource(strings = {"dynamo-v2", "dynamo-v1", "in-memory"})
    void nothingWaitsWhateverASessionGoesThrough(String storage) {
        ConfigurableApplicationContext node = node(storage);
        String cookie = answer(node, "/count", "").cookie();
        assertThat(answer(node, "/count", cookie).body()).isEqualTo("2");
        String renamed = answer(node, "/login", cookie).cookie();
        assertThat(answer(node, "/count", renamed).body()).isEqualTo("3");
        answer(node, "/ping", renamed);
        answer(node, "/logout", renamed);
        assertThat(answer(node, "/count", renamed).body()).isEqualTo("1");
        assertThat(whatWaited()).isEmpty();
    }

    /** The SDK's own pools have grown to their sizes by the few; a thread for each request would be hundreds. */
    @Test
    void aThousandRequestsHaveNoMoreThreadsThanAFew() {
        haveNoMoreThreads(nodeWithPatientClient(), 250, MANY);
    }

    /** Those of a storage that waits wait on a bounded number of threads. */
    @Test
    void hundredsOfRequestsHaveNoMoreThreadsThanAFewWhereThreadsWait() {
        haveNoMoreThreads(node("dynamo-v1"), 60, 180);
    }

    private static void haveNoMoreThreads(ConfigurableApplicationContext node, int few, int many) {
        CountingApplication application = node.getBean(CountingApplication.class);
        proxy.fault(call -> true, FaultProxy.ALWAYS, Fault.delay(DELAY_OF_DYNAMODB));
        all(IntStream.range(0, few).mapToObj(i -> get(node, "/count", "")));
        int ofFew = application.takeThreads();

        List<Answer> began = all(IntStream.range(0, many).mapToObj(i -> get(node, "/count", "")));
        List<Answer> again = all(began.stream().map(answer -> get(node, "/count", answer.cookie())));

        assertThat(again).hasSize(many);
        assertThat(again).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("2");
        });
        int ofMany = application.takeThreads();
        System.getLogger(NonBlockingTest.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "{0} threads for {1} requests at once, {2} for {3}",
                        ofFew,
                        few,
                        ofMany,
                        many);
        assertThat(ofMany).isLessThanOrEqualTo(ofFew + SLACK);
        assertThat(whatWaited()).isEmpty();
    }
}
