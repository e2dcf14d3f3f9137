package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.ClassLearner;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.spring.catalog.Item;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.FlashMap;

/** Which classes an application of Spring Boot may keep in its sessions, and what it is told about others. */
class AllowListTest {

    private static final String ITEM = Item.class.getName();

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class, SessionAutoConfiguration.class))
            .withPropertyValues("dynamodb.session.storage=in-memory");

    /** Of the package of this test. */
    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    static class Application {}

    record Own(String name) implements java.io.Serializable {}

    private static Object kept(SessionStore store, Object value) {
        Session session = store.create();
        session.setAttribute("value", value);
        store.save(session);
        return store.find(session.id()).orElseThrow().attribute("value").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void thePackagesOfTheApplicationAreAllowedAndThoseThatAreNamedBesides(String codec) {
        application
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "dynamodb.session.codec=" + codec,
                        "dynamodb.session.allowed-packages=" + Item.class.getPackageName())
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    assertThat(kept(store, new Own("a"))).isEqualTo(new Own("a"));
                    assertThat(kept(store, new Item("a"))).isEqualTo(new Item("a"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aClassIsAllowedByItsName(String codec) {
        application
                .withPropertyValues("dynamodb.session.codec=" + codec, "dynamodb.session.allowed-classes=" + ITEM)
                .run(context -> assertThat(kept(context.getBean(SessionStore.class), new Item("a")))
                        .isEqualTo(new Item("a")));
    }

    @Test
    void aClassOfTheJdkIsAllowedByItsName() {
        application
                .withPropertyValues("dynamodb.session.allowed-classes=java.net.Inet4Address,java.net.InetAddress")
                .run(context -> {
                    java.net.InetAddress address = java.net.InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                    assertThat(kept(context.getBean(SessionStore.class), address))
                            .isEqualTo(address);
                });
    }

    @Test
    void whatIsNoNameOfAClassIsRefusedAtStart() {
        application
                .withPropertyValues("dynamodb.session.allowed-classes=com.acme.*")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("dynamodb.session.allowed-classes")
                        .hasMessageContaining("com.acme.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aRefusalNamesThePropertyReadyToPaste(String codec) {
        application
                .withPropertyValues("dynamodb.session.codec=" + codec, "dynamodb.session.allowed-classes=com.acme.A")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    Map<String, Object> cart = new TreeMap<>(Map.of("items", List.of(new Item("a"))));
                    assertThatThrownBy(() -> kept(store, cart))
                            .isInstanceOf(SessionCodecException.class)
                            .hasMessage("Attribute 'value': at [\"items\"][0]: class " + ITEM
                                    + " is not on the codec's allow-list; allow it, if it is safe to read, with the"
                                    + " property dynamodb.session.allowed-classes=com.acme.A," + ITEM
                                    + " or dynamodb.session.allowed-packages="
                                    + Item.class.getPackageName());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aRefusalNamesThePackagesWithThoseThatAreAllowedAlready(String codec) {
        application
                .withUserConfiguration(Application.class)
                .withPropertyValues("dynamodb.session.codec=" + codec, "dynamodb.session.allowed-packages=com.acme.b")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    assertThatThrownBy(() -> kept(store, new Item("a")))
                            .hasMessageEndingWith(
                                    " or dynamodb.session.allowed-packages=com.acme.b," + Item.class.getPackageName());
                    assertThat(kept(store, new Own("a")))
                            .as("of the application")
                            .isEqualTo(new Own("a"));
                });
    }

    /** As it is in a reactive application. */
    @Test
    void inAReactiveApplicationThoseThatAreNamedComeBesidesItsOwnToo() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DynamoDbSessionAutoConfiguration.class,
                        SessionAutoConfiguration.class,
                        WebFluxAutoConfiguration.class,
                        WebSessionIdResolverAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "dynamodb.session.storage=in-memory",
                        "dynamodb.session.allowed-packages=" + Item.class.getPackageName())
                .run(context -> {
                    AsyncSessionStore store = context.getBean(AsyncSessionStore.class);
                    Session session = store.create();
                    session.setAttribute("own", new Own("a"));
                    session.setAttribute("named", new Item("b"));
                    store.save(session).join();
                    Session found = store.find(session.id()).join().orElseThrow();
                    assertThat(found.attribute("own")).contains(new Own("a"));
                    assertThat(found.attribute("named")).contains(new Item("b"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void whatIsLearnedIsKeptAndToldOf(String codec) {
        ClassLearner[] learner = new ClassLearner[1];
        application
                .withPropertyValues(
                        "dynamodb.session.codec=" + codec,
                        "dynamodb.session.allow-list=learn",
                        "dynamodb.session.allowed-classes=com.acme.A",
                        "spring.profiles.active=dev")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    assertThat(kept(store, new Item("a"))).isEqualTo(new Item("a"));
                    learner[0] = context.getBean(ClassLearner.class);
                });
        assertThat(learner[0].lines()).isEqualTo("dynamodb.session.allowed-classes=com.acme.A," + ITEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "production"})
    void nothingIsLearnedInProduction(String profile) {
        application
                .withPropertyValues("dynamodb.session.allow-list=learn", "spring.profiles.active=x," + profile)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(ConfigurationFailure.class)
                        .hasMessageContaining("dynamodb.session.allow-list is learn")
                        .hasMessageContaining(profile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void whatAFrameworkCachesIsLeftOutRatherThanTheSession(String codec) {
        application.withPropertyValues("dynamodb.session.codec=" + codec).run(context -> {
            SessionStore store = context.getBean(SessionStore.class);
            String callback =
                    "org.springframework.web.context.request.ServletRequestAttributes.DESTRUCTION_CALLBACK.cart";
            Session session = store.create();
            session.setAttribute("color", "red");
            session.setAttribute(callback, new Item("not allowed"));
            session.setAttribute("SPRING_SECURITY_LAST_EXCEPTION", "text");
            store.save(session);
            session.setAttribute("SPRING_SECURITY_LAST_EXCEPTION", new Item("not allowed"));
            store.save(session);
            Session found = store.find(session.id()).orElseThrow();
            assertThat(found.attributeNames()).containsExactly("color");
            assertThat(session.attributeNames()).contains(callback);
        });
    }

    @Test
    void aUrlIsNoText() {
        application.run(context -> {
            SessionStore store = context.getBean(SessionStore.class);
            Object url = URI.create("http://127.0.0.1/").toURL();
            assertThatThrownBy(() -> kept(store, List.of(url))).hasMessageContaining("store a java.net.URI");
            FlashMap flash = new FlashMap();
            flash.put("url", url);
            assertThatThrownBy(() -> kept(store, List.of(flash))).hasMessageContaining("at [0][\"url\"]: ");
        });
    }
}
