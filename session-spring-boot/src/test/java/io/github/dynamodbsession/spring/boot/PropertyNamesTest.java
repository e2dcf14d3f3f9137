package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration;

/** What a message calls by the name of a builder's option has its property beside it, also while the application runs. */
class PropertyNamesTest {

    private static final AutoConfigurations BOTH =
            AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class, SessionAutoConfiguration.class);

    @Test
    void anOptionHasItsPropertyBesideIt() {
        assertThat(PropertyNames.beside("maxConnections is too low."))
                .isEqualTo("maxConnections (dynamodb.session.max-connections) is too low.");
        assertThat(PropertyNames.beside("check accessKeyId and secretAccessKey."))
                .isEqualTo("check accessKeyId (dynamodb.session.access-key-id) and secretAccessKey"
                        + " (dynamodb.session.secret-access-key).");
        assertThat(PropertyNames.beside("with X.builder().allowClass(\"a.B\") or .allowPackage(\"a\")."))
                .isEqualTo("with X.builder().allowClass(\"a.B\") (dynamodb.session.allowed-classes) or"
                        + " .allowPackage(\"a\") (dynamodb.session.allowed-packages).");
    }

    @Test
    void aWordOfEverySentenceIsOneOnlyWhereItIsToBeSet() {
        assertThat(PropertyNames.beside("Is the endpoint right, or the region?"))
                .isEqualTo("Is the endpoint right, or the region?");
        assertThat(PropertyNames.beside("does not exist in the region eu-central-1; set region or autoCreate"))
                .isEqualTo(
                        "does not exist in the region eu-central-1; set region (dynamodb.session.region) or autoCreate"
                                + " (dynamodb.session.auto-create)");
        assertThat(PropertyNames.beside("region must be like eu-central-1"))
                .isEqualTo("region (dynamodb.session.region) must be like eu-central-1");
    }

    @Test
    void whatHasItsPropertyBesideItStaysAsItIs() {
        String once = PropertyNames.beside("set autoCreate, or maxConnections.");
        assertThat(PropertyNames.beside(once)).isEqualTo(once);
    }

    @Test
    void aReportNamesThePropertyAlone() {
        String report = "set dynamodb.session.region or dynamodb.session.auto-create.";
        assertThat(PropertyNames.instead("set region or autoCreate.")).isEqualTo(report);
        assertThat(PropertyNames.instead(PropertyNames.beside("set region or autoCreate.")))
                .isEqualTo(report);
        assertThat(PropertyNames.instead("leave it out, or set tokens(PLAIN)"))
                .isEqualTo("leave it out, or set dynamodb.session.tokens=plain");
        assertThat(PropertyNames.instead("index: nothing")).isEqualTo("dynamodb.session.indexes: nothing");
    }

    @Test
    void theNearestNameIsFoundIfOneIsNear() {
        assertThat(PropertyNames.slips("tabel", "table")).isEqualTo(1);
        assertThat(PropertyNames.slips("", "table")).isEqualTo(5);
        Set<String> names = PropertyNames.all();
        assertThat(names)
                .contains("dynamodb.session.table-name", "dynamodb.session.cookie.secrets")
                .doesNotContain("dynamodb.session.cookie");
        assertThat(PropertyNames.nearest("dynamodb.session.tablename")).contains("dynamodb.session.table-name");
        assertThat(PropertyNames.nearest("dynamodb.session.cookie.secret")).contains("dynamodb.session.cookie.secrets");
        assertThat(PropertyNames.nearest("dynamodb.session.compresion.treshold"))
                .contains("dynamodb.session.compression.threshold");
        assertThat(PropertyNames.nearest("dynamodb.session.colour")).isEmpty();
    }

    @Test
    void aValueThatIsRefusedWhileTheApplicationRunsNamesTheProperty() {
        new WebApplicationContextRunner()
                .withConfiguration(BOTH)
                .withPropertyValues("dynamodb.session.storage=in-memory")
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    Session session = store.create();
                    session.setAttribute("format", new SimpleDateFormat("yyyy", Locale.ROOT));

                    assertThatExceptionOfType(SessionCodecException.class)
                            .isThrownBy(() -> store.save(session))
                            .withMessageContaining("dynamodb.session.allowed-classes=java.text.SimpleDateFormat")
                            .satisfies(e -> assertThat(e.attributeName()).contains("format"))
                            .satisfies(e -> assertThat(e.refusedClass()).contains("java.text.SimpleDateFormat"));
                });
    }

    @Test
    void aCallThatFailsWhileTheApplicationRunsNamesTheProperty() {
        try (FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared())) {
            proxy.fault("GetItem", FaultProxy.ALWAYS, Fault.delay(Duration.ofSeconds(5)));
            String[] properties = {
                "dynamodb.session.storage=dynamo-v2",
                "dynamodb.session.table-name=sessions",
                "dynamodb.session.init=false",
                "dynamodb.session.endpoint=" + proxy.endpoint(),
                "dynamodb.session.region=eu-central-1",
                "dynamodb.session.access-key-id=x",
                "dynamodb.session.secret-access-key=x",
                "dynamodb.session.call-timeout=300ms"
            };
            String right = "within callTimeout (dynamodb.session.call-timeout)";
            new WebApplicationContextRunner()
                    .withConfiguration(BOTH)
                    .withPropertyValues(properties)
                    .run(context -> assertThatExceptionOfType(SessionStorageException.class)
                            .isThrownBy(
                                    () -> context.getBean(SessionStore.class).find("someone"))
                            .withMessageContaining(right)
                            .satisfies(e -> assertThat(e.isRetryable()).isTrue())
                            .satisfies(
                                    e -> assertThat(e.reason()).isEqualTo(SessionStorageException.Reason.NO_ANSWER)));
            new ReactiveWebApplicationContextRunner()
                    .withConfiguration(BOTH)
                    .withConfiguration(AutoConfigurations.of(
                            WebFluxAutoConfiguration.class, WebSessionIdResolverAutoConfiguration.class))
                    .withPropertyValues(properties)
                    .run(context -> assertThatExceptionOfType(CompletionException.class)
                            .isThrownBy(() -> context.getBean(AsyncSessionStore.class)
                                    .find("someone")
                                    .join())
                            .withCauseInstanceOf(SessionStorageException.class)
                            .withMessageContaining(right));
        }
    }
}
