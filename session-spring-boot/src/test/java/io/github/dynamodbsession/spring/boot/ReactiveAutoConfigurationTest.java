package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.github.dynamodbsession.spring.ReactiveStoreSessionRepository;
import io.github.dynamodbsession.spring.SignedWebSessionIdResolver;
import io.github.dynamodbsession.spring.StoreSession;
import io.github.dynamodbsession.spring.StoreSessionRepository;
import io.github.dynamodbsession.spring.StoreWebSessionManager;
import io.github.dynamodbsession.testkit.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.events.SessionExpiredEvent;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.HeaderWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What properties, beans and the class path make of the context of a reactive application, without a table. */
class ReactiveAutoConfigurationTest {

    private final ReactiveWebApplicationContextRunner anything = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DynamoDbSessionAutoConfiguration.class,
                    SessionAutoConfiguration.class,
                    WebFluxAutoConfiguration.class,
                    WebSessionIdResolverAutoConfiguration.class));
    private final ReactiveWebApplicationContextRunner inMemory =
            anything.withPropertyValues("dynamodb.session.storage=in-memory", "dynamodb.session.tokens=hashed");

    @Test
    void sessionsOfAReactiveApplicationGoThroughTheStore() {
        inMemory.run(context -> {
            assertThat(context)
                    .hasSingleBean(ReactiveStoreSessionRepository.class)
                    .hasSingleBean(AsyncSessionStore.class);
            assertThat(context)
                    .doesNotHaveBean(StoreSessionRepository.class)
                    .doesNotHaveBean(SessionRepository.class)
                    .doesNotHaveBean(SessionStore.class);
            StoreWebSessionManager manager =
                    context.getBean(WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME, StoreWebSessionManager.class);
            assertThat(manager.getSessionStore()).isInstanceOf(SpringSessionWebSessionStore.class);
            assertThat(manager.getSessionIdResolver()).isSameAs(context.getBean(WebSessionIdResolver.class));
        });
    }

    @Test
    void theTokenGoesWhereAResolverOfTheUsersPutsIt() {
        inMemory.withBean(WebSessionIdResolver.class, HeaderWebSessionIdResolver::new)
                .run(context -> {
                    WebSessionManager manager = context.getBean(WebSessionManager.class);
                    MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
                    WebSession session = manager.getSession(exchange).block();
                    session.getAttributes().put("name", "value");
                    exchange.getResponse().setComplete().block();

                    String token = exchange.getResponse().getHeaders().getFirst("SESSION");
                    assertThat(token).hasSize(32).isNotEqualTo(session.getId());
                    assertThat(exchange.getResponse().getCookies()).isEmpty();
                    for (String presented : List.of(token, session.getId())) {
                        WebSession found = manager.getSession(MockServerWebExchange.from(
                                        MockServerHttpRequest.get("/").header("SESSION", presented)))
                                .block();
                        assertThat(found.isStarted()).isEqualTo(presented.equals(token));
                    }
                });
    }

    @Test
    void aManagerOfTheUsersIsLeftAloneIfTokensArePlain() {
        WebSessionManager own = exchange -> Mono.empty();
        inMemory.withBean(WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME, WebSessionManager.class, () -> own)
                .withPropertyValues("dynamodb.session.tokens=plain")
                .run(context ->
                        assertThat(context.getBean(WebSessionManager.class)).isSameAs(own));
    }

    @Test
    void aManagerOfTheUsersThatWouldSendIdsIsRefused() {
        inMemory.withBean(
                        WebHttpHandlerBuilder.WEB_SESSION_MANAGER_BEAN_NAME,
                        WebSessionManager.class,
                        () -> exchange -> Mono.empty())
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("dynamodb.session.tokens")
                        .hasMessageContaining("webSessionManager"));
    }

    @Test
    void aManagerOfTheUsersMayDelegate() {
        inMemory.withUserConfiguration(Delegating.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class Delegating {

        @Bean
        WebSessionManager webSessionManager(ReactiveStoreSessionRepository repository, WebSessionIdResolver ids) {
            StoreWebSessionManager manager = new StoreWebSessionManager(repository, ids);
            return exchange -> manager.getSession(exchange);
        }
    }

    @Test
    void servletsAreNotNeeded() {
        inMemory.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ReactiveStoreSessionRepository.class));
    }

    @Test
    void itCanBeSwitchedOff() {
        inMemory.withPropertyValues("dynamodb.session.enabled=false").run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(AsyncSessionStore.class)
                .doesNotHaveBean(ReactiveSessionRepository.class));
    }

    @Test
    void itBacksOffFromAnotherRepository() {
        inMemory.withBean(
                        ReactiveSessionRepository.class,
                        () -> new ReactiveMapSessionRepository(new ConcurrentHashMap<>()))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ReactiveSessionRepository.class)
                        .doesNotHaveBean(AsyncSessionStore.class));
    }

    @Nested
    class Timeout {

        @Test
        void isSpringSessions() {
            assertTimeout(7, "spring.session.timeout=7m", "server.reactive.session.timeout=8m");
        }

        @Test
        void orTheServers() {
            assertTimeout(8, "server.reactive.session.timeout=8m", "server.servlet.session.timeout=9m");
        }

        @Test
        void orBootsDefault() {
            assertTimeout(30);
        }

        private void assertTimeout(int minutes, String... properties) {
            inMemory.withPropertyValues(properties)
                    .run(context -> assertThat(created(context.getBean(ReactiveStoreSessionRepository.class))
                                    .getMaxInactiveInterval())
                            .isEqualTo(Duration.ofMinutes(minutes)));
        }
    }

    @Nested
    class Storages {

        private final List<String> asked = new CopyOnWriteArrayList<>();

        /** A client that takes note of the thread of each call, and answers none. */
        private <T> T client(Class<T> type) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (client, method, args) -> {
                        if (method.getName().equals("hashCode")) {
                            return System.identityHashCode(client);
                        }
                        if (method.getName().equals("equals")) {
                            return client == args[0];
                        }
                        if (method.getName().equals("getItem")) {
                            asked.add(type.getSimpleName() + " on "
                                    + Thread.currentThread().getName().replaceAll("-\\d+$", ""));
                        }
                        return method.getReturnType() == CompletableFuture.class
                                ? CompletableFuture.failedFuture(new UnsupportedOperationException())
                                : null;
                    }));
        }

        private void find(ApplicationContext context) {
            context.getBean(ReactiveStoreSessionRepository.class)
                    .findById("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                    .onErrorComplete()
                    .block();
        }

        private ReactiveWebApplicationContextRunner uninitialized(String storage) {
            return anything.withPropertyValues(
                    "dynamodb.session.storage=" + storage,
                    "dynamodb.session.table-name=sessions",
                    "dynamodb.session.init=false");
        }

        @Test
        void anAsynchronousClientOfTheUsersIsAskedOffTheEventLoop() {
            uninitialized("dynamo-v2")
                    .withBean(DynamoDbAsyncClient.class, () -> client(DynamoDbAsyncClient.class))
                    .withBean(DynamoDbClient.class, () -> client(DynamoDbClient.class))
                    .run(context -> {
                        find(context);
                        assertThat(asked).containsOnly("DynamoDbAsyncClient on dynamodb-session");
                    });
        }

        @Test
        void aBlockingClientOfTheUsersWaitsWhereItMay() {
            uninitialized("dynamo-v2")
                    .withBean(DynamoDbClient.class, () -> client(DynamoDbClient.class))
                    .run(context -> {
                        find(context);
                        assertThat(asked).containsOnly("DynamoDbClient on boundedElastic");
                    });
        }

        @Test
        void theOldSdkWaitsWhereItMay() {
            uninitialized("dynamo-v1")
                    .withBean(AmazonDynamoDB.class, () -> client(AmazonDynamoDB.class))
                    .run(context -> {
                        find(context);
                        assertThat(asked).containsOnly("AmazonDynamoDB on boundedElastic");
                    });
        }

        @Test
        void thisProcesssMemoryServes() {
            inMemory.run(context -> {
                ReactiveStoreSessionRepository repository = context.getBean(ReactiveStoreSessionRepository.class);
                StoreSession session = save(repository, "x");
                assertThat(repository
                                .findById(session.getId())
                                .map(found -> Objects.requireNonNull(found.<Object>getAttribute("value")))
                                .block())
                        .isEqualTo("x");
            });
        }

        @Test
        void aClientOfTheUsersIsTaken() {
            anything.withBean(
                            "mine",
                            AsyncStorageClient.class,
                            () -> AsyncStorageClient.bridge(InMemoryStorageClient.create(), Runnable::run))
                    .run(context -> assertThat(context)
                            .hasSingleBean(AsyncStorageClient.class)
                            .hasBean("mine")
                            .hasSingleBean(ReactiveStoreSessionRepository.class));
        }

        @Test
        void aBlockingClientOfTheUsersIsBridged() {
            List<String> calls = new CopyOnWriteArrayList<>();
            ProxyFactory counted = new ProxyFactory(InMemoryStorageClient.create());
            counted.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> calls.add(method.getName()));
            anything.withBean("mine", StorageClient.class, () -> (StorageClient) counted.getProxy())
                    .run(context -> {
                        assertThat(context).hasSingleBean(StorageClient.class).hasSingleBean(AsyncStorageClient.class);
                        save(context.getBean(ReactiveStoreSessionRepository.class), "x");
                        assertThat(calls).containsOnlyOnce("put").doesNotContain("get", "setExpires", "delete");
                    });
        }

        @Test
        void aStoreOfTheUsersNeedsNoOther() {
            anything.withBean("mine", AsyncSessionStore.class, () -> AsyncSessionStore.builder(
                                    AsyncStorageClient.bridge(InMemoryStorageClient.create(), Runnable::run))
                            .build()
                            .join())
                    .run(context -> assertThat(context)
                            .hasSingleBean(AsyncSessionStore.class)
                            .hasBean("mine")
                            .doesNotHaveBean(AsyncStorageClient.class)
                            .hasSingleBean(ReactiveStoreSessionRepository.class));
        }

        @Test
        void severalAreRefusedByName() {
            anything.run(context -> {
                FailureAnalysis analysis = new ConfigurationFailure.Analyzer().analyze(context.getStartupFailure());
                assertThat(analysis.getDescription()).contains("dynamo-v1, dynamo-v2, in-memory");
            });
        }

        @Test
        void severalClientsAreRefused() {
            assertAmbiguous(uninitialized("dynamo-v2"), DynamoDbAsyncClient.class);
            assertAmbiguous(uninitialized("dynamo-v2"), DynamoDbClient.class);
            assertAmbiguous(uninitialized("dynamo-v1"), AmazonDynamoDB.class);
            assertAmbiguous(anything, StorageClient.class);
        }

        private <T> void assertAmbiguous(ReactiveWebApplicationContextRunner runner, Class<T> type) {
            runner.withBean("a", type, () -> client(type))
                    .withBean("b", type, () -> client(type))
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("2 beans of the type " + type.getName()));
        }

        @Test
        void aTableNameIsNeeded() {
            anything.withPropertyValues("dynamodb.session.storage=dynamo-v2", "dynamodb.session.region=eu-central-1")
                    .run(context ->
                            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("tableName"));
        }

        @Test
        void aRegionIsNeeded() {
            assumeThat(System.getenv("AWS_REGION"))
                    .as("the region of this machine")
                    .isNull();
            for (String storage : List.of("dynamo-v2", "dynamo-v1")) {
                anything.withPropertyValues(
                                "dynamodb.session.storage=" + storage, "dynamodb.session.table-name=sessions")
                        .withSystemProperties(
                                "aws.disableEc2Metadata=true", "com.amazonaws.sdk.disableEc2Metadata=true")
                        .run(context -> {
                            FailureAnalysis analysis = new StoreFailureAnalyzer().analyze(context.getStartupFailure());
                            assertThat(analysis.getDescription()).contains("set dynamodb.session.region");
                            assertThat(analysis.getAction()).contains("AWS_REGION");
                        });
            }
        }
    }

    @Nested
    class Modes {

        @Test
        void toSaveWhatDidNotChangeHasNoMeaning() {
            assertRefused("dynamodb.session.save-mode", "always");
        }

        @Test
        void flushingAtOnceWouldHaveToWait() {
            assertRefused("dynamodb.session.flush-mode", "immediate");
        }

        @Test
        void othersAreWhatIsDoneAnyway() {
            inMemory.withPropertyValues(
                            "dynamodb.session.save-mode=on-set-attribute", "dynamodb.session.flush-mode=on-save")
                    .run(context -> assertThat(context).hasNotFailed());
        }

        private void assertRefused(String property, String value) {
            inMemory.withPropertyValues(property + "=" + value).run(context -> {
                FailureAnalysis analysis = new ConfigurationFailure.Analyzer().analyze(context.getStartupFailure());
                assertThat(analysis.getDescription()).contains(property + " is " + value);
                assertThat(analysis.getAction()).contains("Leave it out");
            });
        }
    }

    @Test
    void customizersHaveTheLastWord() {
        inMemory.withPropertyValues("dynamodb.session.absolute-lifetime=1h")
                .withBean(
                        AsyncSessionStoreBuilderCustomizer.class,
                        () -> builder -> builder.absoluteLifetime(Duration.ofMinutes(2)))
                .run(context -> {
                    StoreSession session = save(context.getBean(ReactiveStoreSessionRepository.class), "x");
                    assertThat(Duration.between(
                                    session.getCreationTime(),
                                    context.getBean(AsyncSessionStore.class)
                                            .find(session.getId())
                                            .join()
                                            .orElseThrow()
                                            .expiresAt()
                                            .orElseThrow()))
                            .isLessThanOrEqualTo(Duration.ofMinutes(2).plusSeconds(1));
                });
    }

    @Test
    void indexesAreNamedByProperty() {
        inMemory.withPropertyValues("dynamodb.session.indexes=principal,tenant").run(context -> {
            ReactiveStoreSessionRepository repository = context.getBean(ReactiveStoreSessionRepository.class);
            StoreSession session = created(repository);
            session.setAttribute("tenant", "acme");
            repository.save(session).block();
            assertThat(repository.findByIndexNameAndIndexValue("tenant", "acme").block())
                    .containsOnlyKeys(session.getId());
            assertThat(repository.findByPrincipalName("x").block()).isEmpty();
        });
    }

    private static StoreSession created(ReactiveStoreSessionRepository repository) {
        return Objects.requireNonNull(repository.createSession().block());
    }

    private static StoreSession save(ReactiveStoreSessionRepository repository, Object value) {
        StoreSession session = created(repository);
        session.setAttribute("value", value);
        repository.save(session).block();
        return session;
    }

    @Nested
    class SignedCookies {

        private final ReactiveWebApplicationContextRunner signed = inMemory.withPropertyValues(
                "dynamodb.session.cookie.secrets=first-of-24-characters-,second-of-24-characters");

        @Test
        void takeEveryPropertyOfTheCookie() {
            signed.withPropertyValues(
                            "server.reactive.session.cookie.name=SID",
                            "server.reactive.session.cookie.domain=example.com",
                            "server.reactive.session.cookie.path=/shop",
                            "server.reactive.session.cookie.http-only=false",
                            "server.reactive.session.cookie.secure=true",
                            "server.reactive.session.cookie.max-age=1h",
                            "server.reactive.session.cookie.same-site=strict",
                            "server.reactive.session.cookie.partitioned=true")
                    .run(context -> assertThat(written(context.getBean(WebSessionIdResolver.class), "abc"))
                            .startsWith("SID=s%3Aabc.")
                            .contains("Domain=example.com", "Path=/shop", "Secure", "Max-Age=3600")
                            .contains("SameSite=Strict", "Partitioned")
                            .doesNotContain("HttpOnly"));
        }

        /** Apart from its value it is the cookie that Boot writes. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "of.no.cookie=true",
                    "server.reactive.session.cookie.same-site=none",
                    "server.reactive.session.cookie.same-site=omitted"
                })
        void areOtherwiseAsBootHasThem(String property) {
            String[] cookies = new String[2];
            inMemory.withPropertyValues(property)
                    .run(context -> cookies[0] = written(context.getBean(WebSessionIdResolver.class), "abc"));
            signed.withPropertyValues(property)
                    .run(context -> cookies[1] = written(context.getBean(WebSessionIdResolver.class), "abc"));
            assertThat(cookies[1].replaceFirst("=s%3Aabc\\.[^;]*", "=abc")).isEqualTo(cookies[0]);
        }

        @Test
        void areReadBackAndForgedOnesAreNot() {
            signed.run(context -> {
                WebSessionIdResolver resolver = context.getBean(WebSessionIdResolver.class);
                assertThat(resolver).isInstanceOf(SignedWebSessionIdResolver.class);
                String value = written(resolver, "abc").replaceFirst("^SESSION=([^;]*).*", "$1");
                assertThat(read(resolver, value)).containsExactly("abc");
                assertThat(read(resolver, "abc")).isEmpty();
                assertThat(read(resolver, value.replace("abc", "abd"))).isEmpty();
            });
        }

        @Test
        void areTakenAwayWithTheSession() {
            signed.run(context -> {
                MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
                context.getBean(WebSessionIdResolver.class).expireSession(exchange);
                assertThat(setCookie(exchange)).startsWith("SESSION=;").contains("Max-Age=0");
            });
        }

        @Test
        void areNotSilentlyLeftUnsignedByAnotherResolver() {
            signed.withBean(WebSessionIdResolver.class, HeaderWebSessionIdResolver::new)
                    .run(context -> {
                        FailureAnalysis analysis =
                                new ConfigurationFailure.Analyzer().analyze(context.getStartupFailure());
                        assertThat(analysis.getDescription())
                                .contains("dynamodb.session.cookie.secrets", "WebSessionIdResolver");
                        assertThat(analysis.getAction()).contains("SignedWebSessionIdResolver");
                    });
        }

        @Test
        void needASecretThatIsNotEmpty() {
            inMemory.withPropertyValues("dynamodb.session.cookie.secrets[0]=")
                    .run(context ->
                            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("cookieSecret"));
        }

        @Test
        void areNotThereWithoutASecret() {
            inMemory.run(context -> assertThat(context.getBean(WebSessionIdResolver.class))
                    .isInstanceOf(CookieWebSessionIdResolver.class));
        }

        private String written(WebSessionIdResolver resolver, String id) {
            MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
            resolver.setSessionId(exchange, id);
            return setCookie(exchange);
        }

        private String setCookie(MockServerWebExchange exchange) {
            return Objects.requireNonNull(exchange.getResponse()
                            .getCookies()
                            .getFirst(exchange.getResponse()
                                    .getCookies()
                                    .keySet()
                                    .iterator()
                                    .next()))
                    .toString();
        }

        private List<String> read(WebSessionIdResolver resolver, String value) {
            return resolver.resolveSessionIds(MockServerWebExchange.from(
                    MockServerHttpRequest.get("/").cookie(new HttpCookie("SESSION", value))));
        }
    }

    @Nested
    class Metrics {

        @Test
        void countWhatIsAskedOfTheStore() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            inMemory.withBean(MeterRegistry.class, () -> registry).run(context -> {
                save(context.getBean(ReactiveStoreSessionRepository.class), "x");
                assertThat(registry.get("dynamodb.session.saves")
                                .tag("decision", "create")
                                .counter()
                                .count())
                        .isOne();
                assertThat(context).hasSingleBean(DynamoDbMetrics.class);
            });
        }

        @Test
        void areNotThereWithoutARegistryOrWithoutTheModule() {
            inMemory.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SessionMetrics.class));
            inMemory.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .withClassLoader(new FilteredClassLoader(SessionMetrics.class))
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DynamoDbMetrics.class));
            inMemory.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Nested
    class Expiry {

        private final SettableClock clock = SettableClock.startingNow();
        private final ReactiveWebApplicationContextRunner timed =
                inMemory.withBean(AsyncSessionStoreBuilderCustomizer.class, () -> builder -> builder.clock(clock));

        @Test
        void isPublishedToWhoeverListens() {
            timed.withUserConfiguration(Listening.class).run(context -> {
                save(context.getBean(ReactiveStoreSessionRepository.class), "x");
                clock.advance(Duration.ofHours(1));
                context.getBean(AsyncSessionStore.class).reap().join();
                assertThat(context.getBean(Listening.class).expired).hasSize(1);
            });
        }

        @Test
        void isAskedForIfSomethingListensOrTheUserSaysSo() {
            timed.withUserConfiguration(Listening.class)
                    .run(context -> assertThat(isAskedFor(context)).isTrue());
            timed.run(context -> assertThat(isAskedFor(context)).isFalse());
            timed.withPropertyValues("dynamodb.session.announce-expiry=true")
                    .run(context -> assertThat(isAskedFor(context)).isTrue());
        }

        private boolean isAskedFor(ApplicationContext context) {
            return context.getBean(ExpiryAnnouncer.class).isAnnounced();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        private final List<SessionExpiredEvent> expired = new ArrayList<>();

        @EventListener
        void onExpiry(SessionExpiredEvent event) {
            expired.add(event);
        }
    }
}
