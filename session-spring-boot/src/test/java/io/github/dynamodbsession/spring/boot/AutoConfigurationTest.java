package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.micrometer.DynamoDbMetrics;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.github.dynamodbsession.spring.AsyncSaveFilter;
import io.github.dynamodbsession.spring.ReactiveStoreSessionRepository;
import io.github.dynamodbsession.spring.SessionMemoFilter;
import io.github.dynamodbsession.spring.SignedCookieSerializer;
import io.github.dynamodbsession.spring.StorageFailureFilter;
import io.github.dynamodbsession.spring.StoreSession;
import io.github.dynamodbsession.spring.StoreSessionRepository;
import io.github.dynamodbsession.spring.TokenHttpSessionIdResolver;
import io.github.dynamodbsession.spring.websocket.WebSocketSessionGuard;
import io.github.dynamodbsession.testkit.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.events.SessionExpiredEvent;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.session.web.socket.config.annotation.AbstractSessionWebSocketMessageBrokerConfigurer;
import org.springframework.session.web.socket.handler.WebSocketRegistryListener;
import org.springframework.session.web.socket.server.SessionRepositoryMessageInterceptor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;

/** What properties, beans and the class path make of the context, without a table. */
class AutoConfigurationTest {

    private static final AutoConfigurations BOTH =
            AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class, SessionAutoConfiguration.class);

    private final WebApplicationContextRunner anything = new WebApplicationContextRunner().withConfiguration(BOTH);
    private final WebApplicationContextRunner inMemory =
            anything.withPropertyValues("dynamodb.session.storage=in-memory", "dynamodb.session.tokens=hashed");

    /** With a server of its own; what has none is taken for a WAR in a container. */
    private final WebApplicationContextRunner withServer = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(BOTH)
            .withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class))
            .withPropertyValues(
                    "dynamodb.session.storage=in-memory",
                    "dynamodb.session.tokens=hashed",
                    "server.port=0",
                    "server.address=127.0.0.1");

    @Test
    void sessionsOfAServletApplicationGoThroughTheStore() {
        inMemory.run(context -> {
            assertThat(context).hasSingleBean(StoreSessionRepository.class).hasSingleBean(SessionStore.class);
            assertThat(context).hasSingleBean(SessionRepositoryFilter.class);
            assertThat(context.getBean(StorageClient.class)).isInstanceOf(InMemoryStorageClient.class);
            assertThat(context)
                    .doesNotHaveBean(ReactiveStoreSessionRepository.class)
                    .doesNotHaveBean(AsyncSessionStore.class);
        });
    }

    @Test
    void reactorIsNotNeeded() {
        inMemory.withClassLoader(new FilteredClassLoader("reactor.core"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(StoreSessionRepository.class));
    }

    @Test
    void ourFiltersAreJustAheadOfSpringsWhereverThatIs() {
        inMemory.withPropertyValues(
                        "spring.session.servlet.filter-order=123",
                        "spring.session.servlet.filter-dispatcher-types=request,error")
                .run(context -> {
                    FilterRegistrationBean<?> memo =
                            context.getBean("sessionMemoFilterRegistration", FilterRegistrationBean.class);
                    assertThat(memo.getFilter()).isInstanceOf(SessionMemoFilter.class);
                    assertThat(memo.getOrder()).isEqualTo(122);
                    assertThat(memo.determineDispatcherTypes()).hasSize(2);
                    FilterRegistrationBean<?> async =
                            context.getBean("sessionAsyncSaveFilterRegistration", FilterRegistrationBean.class);
                    assertThat(async.getFilter()).isInstanceOf(AsyncSaveFilter.class);
                    assertThat(async.getOrder()).isEqualTo(121);
                    assertThat(async.isAsyncSupported()).isTrue();
                    assertThat(async.determineDispatcherTypes()).hasSize(2);
                    FilterRegistrationBean<?> failure =
                            context.getBean("storageFailureFilterRegistration", FilterRegistrationBean.class);
                    assertThat(failure.getFilter()).isInstanceOf(StorageFailureFilter.class);
                    assertThat(failure.getOrder()).isEqualTo(120);
                    assertThat(failure.determineDispatcherTypes()).hasSize(2);
                });
    }

    @Test
    void thereIsNothingWithoutAWebApplication() {
        new ApplicationContextRunner().withConfiguration(BOTH).run(context -> assertThat(context)
                .doesNotHaveBean(SessionStore.class));
    }

    @Test
    void itCanBeSwitchedOff() {
        inMemory.withPropertyValues("dynamodb.session.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(SessionStore.class)
                .doesNotHaveBean(SessionRepositoryFilter.class));
    }

    @Test
    void itBacksOffFromAnotherRepository() {
        inMemory.withUserConfiguration(OtherRepository.class).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(SessionRepository.class)
                .doesNotHaveBean(SessionStore.class)
                .doesNotHaveBean(SessionMemoFilter.class)
                .doesNotHaveBean(AsyncSaveFilter.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherRepository {
        @Bean
        MapSessionRepository otherRepository() {
            return new MapSessionRepository(new ConcurrentHashMap<>());
        }
    }

    @Nested
    class Timeout {

        @Test
        void isSpringSessions() {
            withServer
                    .withPropertyValues("spring.session.timeout=7m", "server.servlet.session.timeout=8m")
                    .run(context -> assertTimeout(context.getBean(StoreSessionRepository.class), 7));
        }

        @Test
        void orTheServers() {
            withServer
                    .withPropertyValues("server.servlet.session.timeout=8m")
                    .run(context -> assertTimeout(context.getBean(StoreSessionRepository.class), 8));
        }

        @Test
        void orBootsDefault() {
            withServer.run(context -> assertTimeout(context.getBean(StoreSessionRepository.class), 30));
        }

        @Test
        void orTheContainersOfAWar() {
            new WebApplicationContextRunner(() -> {
                        AnnotationConfigServletWebApplicationContext context =
                                new AnnotationConfigServletWebApplicationContext();
                        MockServletContext container = new MockServletContext();
                        container.setSessionTimeout(9);
                        context.setServletContext(container);
                        return context;
                    })
                    .withConfiguration(BOTH)
                    .withPropertyValues("dynamodb.session.storage=in-memory", "server.servlet.session.timeout=8m")
                    .run(context -> assertTimeout(context.getBean(StoreSessionRepository.class), 9));
        }

        private void assertTimeout(StoreSessionRepository repository, int minutes) {
            assertThat(repository.createSession().getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    @Nested
    class Storages {

        @Test
        void severalAreRefusedByName() {
            anything.run(context -> {
                FailureAnalysis analysis = new ConfigurationFailure.Analyzer().analyze(context.getStartupFailure());
                assertThat(analysis.getDescription()).contains("dynamo-v1, dynamo-v2, in-memory");
                assertThat(analysis.getAction()).contains("Set dynamodb.session.storage to one of them");
            });
        }

        @Test
        void theOnlyOneIsTaken() {
            anything.withClassLoader(new FilteredClassLoader(DynamoDbV1Storage.class, DynamoDbV2Storage.class))
                    .run(context ->
                            assertThat(context.getBean(StorageClient.class)).isInstanceOf(InMemoryStorageClient.class));
        }

        @Test
        void noneIsRefused() {
            anything.withClassLoader(new FilteredClassLoader(
                            DynamoDbV1Storage.class, DynamoDbV2Storage.class, InMemoryStorageClient.class))
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("no storage")
                            .isInstanceOfSatisfying(ConfigurationFailure.class, failure -> assertThat(failure.remedy())
                                    .contains("session-dynamo-v2")));
        }

        @Test
        void oneThatIsNotThereIsRefusedWithItsDependency() {
            anything.withPropertyValues("dynamodb.session.storage=dynamo-v1")
                    .withClassLoader(new FilteredClassLoader(DynamoDbV1Storage.class))
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("dynamodb.session.storage is dynamo-v1")
                            .isInstanceOfSatisfying(ConfigurationFailure.class, failure -> assertThat(failure.remedy())
                                    .contains("session-dynamo-v1")));
        }

        @Test
        void aClientOfTheUsersIsTaken() {
            anything.withBean("mine", StorageClient.class, InMemoryStorageClient::create)
                    .run(context -> assertThat(context)
                            .hasSingleBean(StorageClient.class)
                            .hasBean("mine"));
        }

        @Test
        void aStoreOfTheUsersNeedsNoOther() {
            anything.withBean("mine", SessionStore.class, () -> SessionStore.of(InMemoryStorageClient.create()))
                    .run(context -> assertThat(context)
                            .hasSingleBean(SessionStore.class)
                            .hasBean("mine")
                            .doesNotHaveBean(StorageClient.class)
                            .hasSingleBean(StoreSessionRepository.class));
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

        @Test
        void severalClientsOfAnSdkAreRefused() {
            anything.withPropertyValues("dynamodb.session.storage=dynamo-v1", "dynamodb.session.table-name=sessions")
                    .withBean("a", AmazonDynamoDB.class, AutoConfigurationTest::unusedClient)
                    .withBean("b", AmazonDynamoDB.class, AutoConfigurationTest::unusedClient)
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("2 beans of the type " + AmazonDynamoDB.class.getName()));
        }
    }

    private static AmazonDynamoDB unusedClient() {
        return (AmazonDynamoDB) Proxy.newProxyInstance(
                AutoConfigurationTest.class.getClassLoader(),
                new Class<?>[] {AmazonDynamoDB.class},
                (client, method, args) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(client);
                    case "equals" -> client == args[0];
                    case "shutdown" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Nested
    class Codecs {

        @Test
        void oneOfTheUsersIsTaken() {
            AtomicInteger encoded = new AtomicInteger();
            JacksonCodec jackson = JacksonCodec.create();
            AttributeCodec mine = new AttributeCodec() {
                @Override
                public EncodedValue encode(Object value) {
                    encoded.incrementAndGet();
                    return jackson.encode(value);
                }

                @Override
                public Object decode(EncodedValue value) {
                    return jackson.decode(value);
                }
            };
            inMemory.withBean(AttributeCodec.class, () -> mine).run(context -> {
                save(context.getBean(StoreSessionRepository.class), "x");
                assertThat(encoded).hasPositiveValue();
            });
        }

        @Test
        void largeValuesAreCompressedWhereTheyAreToBe() {
            String large = "value ".repeat(1000);
            for (String codec : List.of("java", "jackson", "gson")) {
                WebApplicationContextRunner with = inMemory.withPropertyValues("dynamodb.session.codec=" + codec);
                with.run(context -> assertThat(storedSize(context, large)).isGreaterThan(6000));
                with.withPropertyValues("dynamodb.session.compression.enabled=true")
                        .run(context -> assertThat(storedSize(context, large)).isLessThan(500));
                with.withPropertyValues(
                                "dynamodb.session.compression.enabled=true",
                                "dynamodb.session.compression.threshold=10KB")
                        .run(context -> assertThat(storedSize(context, large)).isGreaterThan(6000));
                with.withPropertyValues(
                                "dynamodb.session.compression.enabled=true",
                                "dynamodb.session.compression.max-size=5KB")
                        .run(context -> assertThat(storedSize(context, large)).isGreaterThan(6000));
            }
        }

        /** The bytes of an attribute, which is read back, too. */
        private static long storedSize(AssertableWebApplicationContext context, String value) {
            SessionStore store = context.getBean(SessionStore.class);
            Session session = store.create();
            session.setAttribute("large", value);
            store.save(session);
            assertThat(store.find(session.id()).orElseThrow().attribute("large"))
                    .hasValue(value);
            return context.getBean(StorageClient.class)
                    .get(session.id(), Instant.now())
                    .orElseThrow()
                    .attributes()
                    .get("large")
                    .size();
        }

        /** Nodes are switched one after the other, and switched back. */
        @Test
        void compressedValuesAreReadWhereNoneAreWritten() {
            InMemoryStorageClient shared = InMemoryStorageClient.create();
            String large = "value ".repeat(1000);
            AtomicReference<String> id = new AtomicReference<>("");
            WebApplicationContextRunner node = inMemory.withBean(
                    StorageClient.class, () -> shared, definition -> definition.setDestroyMethodName(""));
            node.withPropertyValues("dynamodb.session.compression.enabled=true").run(context -> {
                SessionStore store = context.getBean(SessionStore.class);
                Session session = store.create();
                session.setAttribute("large", large);
                store.save(session);
                id.set(session.id());
                node.run(other -> assertThat(other.getBean(SessionStore.class)
                                .find(id.get())
                                .orElseThrow()
                                .attribute("large"))
                        .hasValue(large));
            });
        }

        @Test
        void aCodecOfTheUsersIsCompressedTooUnlessItHasLayersItself() {
            String large = "value ".repeat(1000);
            WebApplicationContextRunner on = inMemory.withPropertyValues("dynamodb.session.compression.enabled=true");
            on.withBean(AttributeCodec.class, JacksonCodec::create)
                    .run(context -> assertThat(storedSize(context, large)).isLessThan(500));
            on.withBean(AttributeCodec.class, () -> CompressingCodec.around(JacksonCodec.create()))
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessage("dynamodb.session.compression.enabled is true, but the bean "
                                    + CompressingCodec.class.getName()
                                    + " decides itself in which form values are stored."));
            inMemory.withBean(AttributeCodec.class, () -> CompressingCodec.around(JacksonCodec.create()))
                    .run(context -> assertThat(storedSize(context, large)).isLessThan(500));
        }

        @Test
        void optionsOfCompressionOutOfTheirRangesAreRefusedByTheirProperties() {
            Map<String, String> refused = Map.of(
                    "level=10", "level must be 1 to 9",
                    "threshold=5MB", "threshold must be at most maxSize",
                    "max-size=0B", "maxSize must be 1 to");
            refused.forEach((property, message) -> inMemory.withPropertyValues(
                            "dynamodb.session.compression.enabled=true", "dynamodb.session.compression." + property)
                    .run(context -> {
                        assertThat(context.getStartupFailure()).rootCause().hasMessageStartingWith(message);
                        assertThat(new StoreFailureAnalyzer()
                                        .analyze(context.getStartupFailure())
                                        .getDescription())
                                .contains("dynamodb.session.compression." + property.substring(0, property.indexOf('='))
                                        + " must be");
                    }));
        }

        @Test
        void severalOfTheUsersAreRefused() {
            inMemory.withBean("a", AttributeCodec.class, JacksonCodec::create)
                    .withBean("b", AttributeCodec.class, JacksonCodec::create)
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("2 beans of the type " + AttributeCodec.class.getName()));
        }

        @Test
        void oneThatIsNotThereIsRefusedWithItsDependency() {
            inMemory.withPropertyValues("dynamodb.session.codec=jackson")
                    .withClassLoader(new FilteredClassLoader(JacksonCodec.class))
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("dynamodb.session.codec is jackson")
                            .isInstanceOfSatisfying(ConfigurationFailure.class, failure -> assertThat(failure.remedy())
                                    .contains("session-codec-jackson")));
        }

        @Test
        void jsonOfSecurityNeedsJackson() {
            inMemory.withPropertyValues("dynamodb.session.codec=gson")
                    .withClassLoader(new FilteredClassLoader("tools.jackson"))
                    .run(context ->
                            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("Jackson 3"));
        }

        @Test
        void jsonWithoutSecurityNeedsNothing() {
            inMemory.withPropertyValues("dynamodb.session.codec=gson")
                    .withClassLoader(new FilteredClassLoader("tools.jackson", "org.springframework.security"))
                    .run(context -> assertThat(context).hasNotFailed());
        }

        @Test
        void packagesAreCheckedByName() {
            inMemory.withPropertyValues("dynamodb.session.allowed-packages=java.util")
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("dynamodb.session.allowed-packages")
                            .hasMessageContaining("java.util"));
        }
    }

    /** While a request reads its session, another one begins to. */
    @Test
    void overlappingReadsShareACallUnlessThatIsSwitchedOff() {
        for (boolean shared : List.of(true, false)) {
            List<String> calls = new ArrayList<>();
            AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
            inMemory.withPropertyValues("dynamodb.session.shared-reads=" + shared)
                    .withBean(StorageClient.class, () -> noting(calls, meanwhile))
                    .run(context -> {
                        SessionStore store = context.getBean(SessionStore.class);
                        CompletableFuture<Optional<Session>> other = new CompletableFuture<>();
                        meanwhile.set(() -> {
                            Thread thread = new Thread(() -> other.complete(store.find("nobody")));
                            thread.start();
                            while (shared ? thread.getState() != Thread.State.WAITING : thread.isAlive()) {
                                Thread.onSpinWait();
                            }
                        });
                        assertThat(store.find("nobody")).isEmpty();
                        assertThat(other.get(10, TimeUnit.SECONDS)).isEmpty();
                        assertThat(calls).hasSize(shared ? 1 : 2);
                    });
        }
    }

    /** A storage that notes each read, during the first of which something happens. */
    private static StorageClient noting(List<String> calls, AtomicReference<Runnable> meanwhile) {
        StorageClient real = InMemoryStorageClient.create();
        return (StorageClient) Proxy.newProxyInstance(
                AutoConfigurationTest.class.getClassLoader(),
                new Class<?>[] {StorageClient.class},
                (client, method, args) -> {
                    if (method.getName().equals("get")) {
                        calls.add("get");
                        meanwhile.getAndSet(() -> {}).run();
                    }
                    return method.invoke(real, args);
                });
    }

    @Nested
    class Modes {

        @Test
        void toSaveWhatDidNotChangeHasNoMeaning() {
            inMemory.withPropertyValues("dynamodb.session.save-mode=always")
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("dynamodb.session.save-mode"));
        }

        @Test
        void othersAreWhatIsDoneAnyway() {
            inMemory.withPropertyValues("dynamodb.session.save-mode=on-set-attribute")
                    .run(context -> assertThat(context).hasNotFailed());
        }

        @Test
        void flushingAtOnce() {
            inMemory.withPropertyValues("dynamodb.session.flush-mode=immediate").run(context -> {
                context.getBean(StoreSessionRepository.class).createSession();
                assertThat(context.getBean(SessionStore.class).count()).isOne();
            });
        }
    }

    @Test
    void unknownPropertiesAreRefused() {
        inMemory.withPropertyValues("dynamodb.session.tabel-name=x")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("dynamodb.session.tabel-name"));
    }

    @Test
    void customizersHaveTheLastWord() {
        inMemory.withPropertyValues("dynamodb.session.absolute-lifetime=1h")
                .withBean(
                        SessionStoreBuilderCustomizer.class,
                        () -> builder -> builder.absoluteLifetime(Duration.ofMinutes(2)))
                .run(context -> {
                    StoreSession session = save(context.getBean(StoreSessionRepository.class), "x");
                    assertThat(Duration.between(
                                    session.getCreationTime(),
                                    context.getBean(SessionStore.class)
                                            .find(session.getId())
                                            .orElseThrow()
                                            .expiresAt()
                                            .orElseThrow()))
                            .isLessThanOrEqualTo(Duration.ofMinutes(2).plusSeconds(1));
                });
    }

    @Test
    void idsAreRenewedByProperty() {
        SettableClock clock = SettableClock.startingNow();
        inMemory.withPropertyValues(
                        "dynamodb.session.renew-id-after=2h",
                        "dynamodb.session.renew-id-grace=30s",
                        "dynamodb.session.absolute-lifetime=1d")
                .withBean(
                        SessionStoreBuilderCustomizer.class,
                        () -> builder -> builder.clock(clock).ttl(Duration.ofHours(12)))
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    Session session = store.create();
                    store.save(session);
                    SessionToken former = session.token().orElseThrow();
                    clock.advance(Duration.ofHours(2).minusMillis(1));
                    assertThat(store.isIdDue(session)).isFalse();
                    clock.advance(Duration.ofMillis(1));
                    session.setAttribute("name", "value");
                    assertThat(store.saveAndRenewId(session)).isEqualTo(SaveResult.RENEWED);
                    clock.advance(Duration.ofSeconds(30).minusMillis(1));
                    assertThat(store.findByToken(former)).isPresent();
                    clock.advance(Duration.ofMillis(1));
                    assertThat(store.findByToken(former)).isEmpty();
                });
    }

    @Test
    void aGraceThatIsTooLongIsNamedByProperty() {
        inMemory.withPropertyValues("dynamodb.session.renew-id-after=30s")
                .run(context -> assertThat(new StoreFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .contains("dynamodb.session.renew-id-grace must be less than dynamodb.session.renew-id-after"));
    }

    @Test
    void indexesAreNamedByProperty() {
        inMemory.withPropertyValues("dynamodb.session.indexes=principal,tenant").run(context -> {
            StoreSessionRepository repository = context.getBean(StoreSessionRepository.class);
            StoreSession session = repository.createSession();
            session.setAttribute("tenant", "acme");
            repository.save(session);
            assertThat(repository.findByIndexNameAndIndexValue("tenant", "acme"))
                    .containsOnlyKeys(session.getId());
            assertThat(repository.findByPrincipalName("x")).isEmpty();
        });
    }

    private static StoreSession save(StoreSessionRepository repository, Object value) {
        StoreSession session = repository.createSession();
        session.setAttribute("value", value);
        repository.save(session);
        return session;
    }

    @Nested
    class Tokens {

        /** The response to a request that is served by Spring Session's filter, and the id of its session. */
        private record Served(MockHttpServletResponse response, String id) {}

        private Served served(ApplicationContext context, MockHttpServletRequest request) throws Exception {
            MockHttpServletResponse response = new MockHttpServletResponse();
            AtomicReference<String> id = new AtomicReference<>();
            context.getBean(SessionRepositoryFilter.class)
                    .doFilter(
                            request,
                            response,
                            (same, unused) -> id.set(
                                    ((HttpServletRequest) same).getSession().getId()));
            return new Served(response, id.get());
        }

        @Test
        void areWhatTheCookieCarriesAsThePropertySays() {
            inMemory.run(context -> {
                Served served = served(context, new MockHttpServletRequest());
                String token = decoded(served.response().getCookie("SESSION").getValue());
                assertThat(served.id()).startsWith("~").isNotEqualTo(token);
                assertThat(context.getBean(SessionStore.class)
                                .presented(token)
                                .orElseThrow()
                                .id())
                        .isEqualTo(served.id());
            });
            inMemory.withPropertyValues("dynamodb.session.tokens=plain").run(context -> {
                Served served = served(context, new MockHttpServletRequest());
                assertThat(decoded(served.response().getCookie("SESSION").getValue()))
                        .isEqualTo(served.id());
            });
        }

        private String decoded(String cookie) {
            return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
        }

        @Test
        void ofTheOtherKindAreAcceptedAsThePropertySays() {
            String text = "of-a-session-from-before-with-another-length";
            inMemory.run(
                    context -> assertThat(context.getBean(SessionStore.class).presented(text))
                            .isPresent());
            inMemory.withPropertyValues("dynamodb.session.accept-both-tokens=false")
                    .run(context -> assertThat(
                                    context.getBean(SessionStore.class).presented(text))
                            .isEmpty());
        }

        @Test
        void goWhereAResolverOfTheUsersPutsThem() {
            inMemory.withBean(HttpSessionIdResolver.class, HeaderHttpSessionIdResolver::xAuthToken)
                    .run(context -> {
                        Served first = served(context, new MockHttpServletRequest());
                        String token = first.response().getHeader("X-Auth-Token");
                        assertThat(token).hasSize(32).isNotEqualTo(first.id());
                        assertThat(first.response().getCookies()).isEmpty();
                        MockHttpServletRequest again = new MockHttpServletRequest();
                        again.addHeader("X-Auth-Token", token);
                        assertThat(served(context, again).id()).isEqualTo(first.id());
                        MockHttpServletRequest thief = new MockHttpServletRequest();
                        thief.addHeader("X-Auth-Token", first.id());
                        assertThat(served(context, thief).id()).isNotEqualTo(first.id());
                    });
        }

        @Test
        void goThroughASerializerOrACookieResolverOfTheUsers() {
            DefaultCookieSerializer own = new DefaultCookieSerializer();
            own.setCookieName("OWN");
            own.setUseBase64Encoding(false);
            CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
            resolver.setCookieSerializer(own);
            for (WebApplicationContextRunner runner : List.of(
                    inMemory.withBean(CookieSerializer.class, () -> own),
                    inMemory.withBean(HttpSessionIdResolver.class, () -> resolver))) {
                runner.run(context -> {
                    Served first = served(context, new MockHttpServletRequest());
                    String token = first.response().getCookie("OWN").getValue();
                    assertThat(token).hasSize(32).isNotEqualTo(first.id());
                    MockHttpServletRequest again = new MockHttpServletRequest();
                    again.setCookies(new Cookie("OWN", token));
                    assertThat(served(context, again).id()).isEqualTo(first.id());
                });
            }
        }

        @Test
        void areExchangedOnceIfTheUserDoesItAlready() {
            inMemory.withUserConfiguration(OwnExchange.class).run(context -> {
                Served first = served(context, new MockHttpServletRequest());
                MockHttpServletRequest again = new MockHttpServletRequest();
                again.addHeader("X-Auth-Token", first.response().getHeader("X-Auth-Token"));
                assertThat(served(context, again).id()).isEqualTo(first.id());
            });
        }

        @Test
        void areInTheContainersCookieIfBootsPartIsExcluded() {
            new WebApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class))
                    .withPropertyValues("dynamodb.session.storage=in-memory", "dynamodb.session.tokens=hashed")
                    .withInitializer(context -> ((WebApplicationContext) context)
                            .getServletContext()
                            .getSessionCookieConfig()
                            .setName("SID"))
                    .run(context -> {
                        Served served = served(context, new MockHttpServletRequest());
                        assertThat(decoded(served.response().getCookie("SID").getValue()))
                                .hasSize(32);
                    });
        }

        @Test
        void cannotBeOfAnUnknownKind() {
            inMemory.withPropertyValues("dynamodb.session.tokens=signed").run(context -> {
                FailureAnalysis analysis = new PropertyFailureAnalyzer().analyze(context.getStartupFailure());
                assertThat(analysis.getDescription())
                        .contains("dynamodb.session.tokens cannot be 'signed'", "hashed, or plain");
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnExchange {

        @Bean
        HttpSessionIdResolver tokens(StoreSessionRepository repository) {
            return new TokenHttpSessionIdResolver(repository, HeaderHttpSessionIdResolver.xAuthToken());
        }
    }

    @Nested
    class SignedCookies {

        private final WebApplicationContextRunner signed = withServer.withPropertyValues(
                "dynamodb.session.cookie.secrets=first-of-24-characters-,second-of-24-characters");

        @Test
        void takeEveryPropertyOfTheCookie() {
            signed.withPropertyValues(
                            "server.servlet.session.cookie.name=SID",
                            "server.servlet.session.cookie.domain=example.com",
                            "server.servlet.session.cookie.path=/shop",
                            "server.servlet.session.cookie.http-only=false",
                            "server.servlet.session.cookie.secure=true",
                            "server.servlet.session.cookie.max-age=1h",
                            "server.servlet.session.cookie.same-site=strict",
                            "server.servlet.session.cookie.partitioned=true")
                    .run(context -> {
                        String cookie = written(context.getBean(CookieSerializer.class), "abc");
                        assertThat(cookie)
                                .startsWith("SID=s%3Aabc.")
                                .contains("Domain=example.com", "Path=/shop", "Secure", "Max-Age=3600")
                                .contains("SameSite=Strict", "Partitioned")
                                .doesNotContain("HttpOnly");
                    });
        }

        @Test
        void takeTheContainersCookieInAWar() {
            new WebApplicationContextRunner(() -> {
                        AnnotationConfigServletWebApplicationContext context =
                                new AnnotationConfigServletWebApplicationContext();
                        MockServletContext container = new MockServletContext();
                        container.getSessionCookieConfig().setName("SID");
                        container.getSessionCookieConfig().setPath("/shop");
                        container.getSessionCookieConfig().setHttpOnly(true);
                        container.getSessionCookieConfig().setAttribute("SameSite", "Strict");
                        container.getSessionCookieConfig().setAttribute("Partitioned", "true");
                        context.setServletContext(container);
                        return context;
                    })
                    .withConfiguration(BOTH)
                    .withPropertyValues(
                            "dynamodb.session.storage=in-memory",
                            "dynamodb.session.cookie.secrets=first-of-24-characters-",
                            "server.servlet.session.cookie.name=other")
                    .run(context -> assertThat(written(context.getBean(CookieSerializer.class), "abc"))
                            .startsWith("SID=s%3Aabc.")
                            .contains("Path=/shop", "HttpOnly", "SameSite=Strict", "Partitioned"));
        }

        @Test
        void areReadBackAndForgedOnesAreNot() {
            signed.run(context -> {
                CookieSerializer serializer = context.getBean(CookieSerializer.class);
                assertThat(serializer).isInstanceOf(SignedCookieSerializer.class);
                String value = written(serializer, "abc").replaceFirst("^SESSION=([^;]*).*", "$1");
                assertThat(read(serializer, value)).containsExactly("abc");
                assertThat(read(serializer, "abc")).isEmpty();
                assertThat(read(serializer, value.replace("abc", "abd"))).isEmpty();
                assertThat(read(serializer, "YWJj")).isEmpty();
            });
        }

        @Test
        void areTakenAwayWithTheSession() {
            signed.run(context -> assertThat(written(context.getBean(CookieSerializer.class), ""))
                    .startsWith("SESSION=;")
                    .contains("Max-Age=0"));
        }

        @Test
        void takeCustomizers() {
            signed.withBean(
                            DefaultCookieSerializerCustomizer.class,
                            () -> serializer -> serializer.setCookieName("CUSTOM"))
                    .run(context -> assertThat(written(context.getBean(CookieSerializer.class), "abc"))
                            .startsWith("CUSTOM="));
        }

        @Test
        void areNotSilentlyLeftUnsignedByAnotherSerializer() {
            signed.withBean(CookieSerializer.class, DefaultCookieSerializer::new)
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("dynamodb.session.cookie.secrets"));
        }

        @Test
        void needASecretThatIsNotEmpty() {
            withServer
                    .withPropertyValues("dynamodb.session.cookie.secrets[0]=")
                    .run(context ->
                            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("cookieSecret"));
        }

        @Test
        void areNotThereWithoutASecret() {
            withServer.run(context ->
                    assertThat(context.getBean(CookieSerializer.class)).isInstanceOf(DefaultCookieSerializer.class));
        }

        private String written(CookieSerializer serializer, String id) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setSecure(true);
            MockHttpServletResponse response = new MockHttpServletResponse();
            serializer.writeCookieValue(new CookieValue(request, response, id));
            return response.getHeader("Set-Cookie");
        }

        private List<String> read(CookieSerializer serializer, String value) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setCookies(new Cookie("SESSION", value));
            return serializer.readCookieValues(request);
        }
    }

    @Nested
    class Metrics {

        @Test
        void countWhatIsAskedOfTheStore() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            inMemory.withBean(MeterRegistry.class, () -> registry).run(context -> {
                save(context.getBean(StoreSessionRepository.class), "x");
                assertThat(registry.get("dynamodb.session.saves")
                                .tag("decision", "create")
                                .counter()
                                .count())
                        .isOne();
                assertThat(context).hasSingleBean(DynamoDbMetrics.class);
            });
        }

        @Test
        void areThoseOfTheUserIfHeHasSome() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            inMemory.withBean(MeterRegistry.class, () -> registry)
                    .withBean("mine", SessionMetrics.class, () -> SessionMetrics.of(registry))
                    .run(context -> assertThat(context)
                            .hasSingleBean(SessionMetrics.class)
                            .hasBean("mine"));
        }

        @Test
        void areNotThereWithoutARegistryOrWithoutTheModule() {
            inMemory.run(context -> assertThat(context).doesNotHaveBean(SessionMetrics.class));
            inMemory.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .withClassLoader(new FilteredClassLoader(SessionMetrics.class))
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DynamoDbMetrics.class));
            inMemory.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Nested
    class WebSockets {

        @Test
        void areGuardedWhereSpringSessionsConfigurerIs() {
            withServer.withUserConfiguration(Chat.class).run(context -> {
                assertThat(context).hasSingleBean(WebSocketSessionGuard.class);
                assertThat(context.getBean("clientInboundChannel", InterceptableChannel.class)
                                .getInterceptors())
                        .as("Spring Session's own interceptor is replaced")
                        .noneMatch(SessionRepositoryMessageInterceptor.class::isInstance);
            });
            inMemory.run(context -> assertThat(context).doesNotHaveBean(WebSocketSessionGuard.class));
        }

        @Test
        void canBeLeftToSpringSession() {
            withServer
                    .withUserConfiguration(Chat.class)
                    .withPropertyValues("dynamodb.session.websocket.enabled=false")
                    .run(context -> {
                        assertThat(context).doesNotHaveBean(WebSocketSessionGuard.class);
                        assertThat(context.getBean("clientInboundChannel", InterceptableChannel.class)
                                        .getInterceptors())
                                .anyMatch(SessionRepositoryMessageInterceptor.class::isInstance);
                    });
        }

        @Test
        void aNegativeIntervalIsRefusedByTheNameOfTheProperty() {
            withServer
                    .withUserConfiguration(Chat.class)
                    .withPropertyValues("dynamodb.session.websocket.check-interval=-1s")
                    .run(context -> assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContaining("dynamodb.session.websocket.check-interval"));
        }

        @Configuration
        @EnableWebSocketMessageBroker
        static class Chat extends AbstractSessionWebSocketMessageBrokerConfigurer<StoreSession> {
            @Override
            protected void configureStompEndpoints(StompEndpointRegistry registry) {
                registry.addEndpoint("/chat");
            }
        }
    }

    @Nested
    class Expiry {

        private final SettableClock clock = SettableClock.startingNow();
        private final WebApplicationContextRunner timed =
                inMemory.withBean(SessionStoreBuilderCustomizer.class, () -> builder -> builder.clock(clock));

        @Test
        void isPublished() {
            timed.withPropertyValues("spring.session.timeout=30m")
                    .withUserConfiguration(Listening.class)
                    .run(context -> {
                        save(context.getBean(StoreSessionRepository.class), "x");
                        clock.advance(Duration.ofHours(1));
                        context.getBean(SessionStore.class).reap();
                        assertThat(context.getBean(Listening.class).expired).hasSize(1);
                    });
        }

        @Test
        void isAskedForIfSomethingListens() {
            timed.withUserConfiguration(Listening.class)
                    .run(context -> assertThat(isAskedFor(context)).isTrue());
            timed.withBean(HttpSessionListener.class, () -> new HttpSessionListener() {})
                    .run(context -> assertThat(isAskedFor(context)).isTrue());
            timed.run(context -> assertThat(isAskedFor(context)).isFalse());
        }

        /** It takes every event there is, and closes the WebSockets of a session that has ended. */
        @Test
        void isAskedForIfWebSocketsAreToBeClosed() {
            timed.withBean(WebSocketRegistryListener.class)
                    .run(context -> assertThat(isAskedFor(context)).isTrue());
        }

        @Test
        void isAskedForAsTheUserSays() {
            timed.withPropertyValues("dynamodb.session.announce-expiry=true")
                    .run(context -> assertThat(isAskedFor(context)).isTrue());
            timed.withUserConfiguration(Listening.class)
                    .withPropertyValues("dynamodb.session.announce-expiry=false")
                    .run(context -> assertThat(isAskedFor(context)).isFalse());
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
