package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.StorageHealth;
import io.github.dynamodbsession.core.storage.StorageStatus;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** When there is a health indicator, and what it makes of what a store says. */
class HealthConfigurationTest {

    private static final String BEAN = "dynamoDbSessionHealthIndicator";
    private static final StorageStatus UP = new StorageStatus(true, "", Map.of("table", "sessions"));
    private static final StorageStatus DOWN = new StorageStatus(false, "It is gone.", Map.of("table", "sessions"));

    private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DynamoDbSessionAutoConfiguration.class,
                    SessionAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class))
            .withPropertyValues("dynamodb.session.storage=in-memory");

    private final ApplicationContextRunner reactive =
            new ApplicationContextRunner().withUserConfiguration(HealthConfigurations.OfWebFlux.class);

    /** A storage in memory that says of itself what it is told to. */
    private static StorageClient storage(Supplier<StorageStatus> look) {
        StorageClient inMemory = InMemoryStorageClient.create();
        StorageHealth health = look::get;
        return (StorageClient) Proxy.newProxyInstance(
                StorageClient.class.getClassLoader(),
                new Class<?>[] {StorageClient.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("capability") && arguments[0] == StorageHealth.class) {
                        return Optional.of(health);
                    }
                    try {
                        return method.invoke(inMemory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static AsyncSessionStore asyncStore(Supplier<StorageStatus> look) {
        AsyncStorageClient bridged = AsyncStorageClient.bridge(storage(look), Runnable::run);
        return AsyncSessionStore.builder(bridged).build().join();
    }

    private static StorageStatus silent() {
        throw new SessionStorageException("It did not answer.", true, null);
    }

    @Test
    void theStorageOfAServletApplicationIsAContributor() {
        servlet.withBean(StorageClient.class, () -> storage(() -> UP)).run(context -> {
            HealthIndicator indicator = (HealthIndicator)
                    context.getBean(HealthContributorRegistry.class).getContributor("dynamoDbSession");
            assertThat(indicator).isSameAs(context.getBean(BEAN));
            assertThat(indicator.health())
                    .isEqualTo(Health.up().withDetail("table", "sessions").build());
        });
    }

    @Test
    void aStorageThatIsNotReadyIsDownWithTheReason() {
        servlet.withBean(StorageClient.class, () -> storage(() -> DOWN)).run(context -> assertThat(
                        context.getBean(BEAN, HealthIndicator.class).health())
                .isEqualTo(Health.down()
                        .withDetail("table", "sessions")
                        .withDetail("reason", "It is gone.")
                        .build()));
    }

    @Test
    void aStorageThatDoesNotAnswerIsDown() {
        servlet.withBean(StorageClient.class, () -> storage(HealthConfigurationTest::silent))
                .run(context -> assertThat(
                                context.getBean(BEAN, HealthIndicator.class).health())
                        .isEqualTo(Health.down()
                                .withDetail("reason", "It did not answer.")
                                .build()));
    }

    @Test
    void aStorageThatSaysNothingOfItselfIsUp() {
        servlet.run(context -> assertThat(
                        context.getBean(BEAN, HealthIndicator.class).health())
                .isEqualTo(Health.up().build()));
    }

    @Test
    void itIsNotThereIfItIsSwitchedOffOrThereIsNoHealthOrNoSession() {
        for (String off : new String[] {
            "management.health.dynamodb-session.enabled=false",
            "management.health.defaults.enabled=false",
            "dynamodb.session.enabled=false"
        }) {
            servlet.withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
        }
        servlet.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SessionStore.class)
                        .doesNotHaveBean(BEAN));
        servlet.withClassLoader(new FilteredClassLoader("reactor."))
                .run(context -> assertThat(context).hasNotFailed().hasBean(BEAN));
    }

    @Test
    void itBacksOffFromOneOfTheUsersByItsName() {
        HealthIndicator mine = () -> Health.status("MINE").build();
        for (String name : new String[] {BEAN, "dynamoDbSessionHealthContributor"}) {
            servlet.withBean(name, HealthIndicator.class, () -> mine).run(context -> assertThat(context)
                    .hasNotFailed()
                    .getBean(HealthIndicator.class)
                    .isSameAs(mine));
        }
    }

    @Test
    void anAsynchronousStoreHasTheSameWithoutAWaitingThread() {
        reactive.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
        reactive.withPropertyValues("management.health.dynamodb-session.enabled=false")
                .withBean(AsyncSessionStore.class, () -> asyncStore(() -> UP))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BEAN));
        reactive.withBean(AsyncSessionStore.class, () -> asyncStore(() -> UP))
                .run(context -> assertThat(health(context))
                        .isEqualTo(Health.up().withDetail("table", "sessions").build()));
        reactive.withBean(AsyncSessionStore.class, () -> asyncStore(() -> DOWN))
                .run(context -> assertThat(health(context).getStatus()).isEqualTo(Status.DOWN));
        reactive.withBean(AsyncSessionStore.class, () -> asyncStore(HealthConfigurationTest::silent))
                .run(context -> assertThat(health(context))
                        .isEqualTo(Health.down()
                                .withDetail("reason", "It did not answer.")
                                .build()));
    }

    private static Health health(BeanFactory context) {
        Health health =
                context.getBean(BEAN, ReactiveHealthIndicator.class).health().block();
        assertThat(health).isNotNull();
        return health;
    }
}
