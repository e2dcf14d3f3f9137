package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.call.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DynamoStorageBuilderTest {

    /** An adapter whose SDK's clients are words. */
    private static final class Builder extends DynamoStorageBuilder<Builder> {

        private final List<String> closed = new ArrayList<>();
        private @Nullable String client;

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public DynamoStorageClient build() {
            SdkClient<String> sdk = sdkClient(client, options -> "made", closed::add);
            return new DynamoStorageClient(
                    checkedOptions(false),
                    (request, round) -> {
                        throw new AssertionError("not to be asked");
                    },
                    sdk.onClose());
        }

        Builder client(String value) {
            this.client = value;
            return this;
        }

        DynamoOptions options() {
            build().close();
            return checkedOptions(false);
        }
    }

    private static Builder valid() {
        return new Builder().tableName("sessions");
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(valid().options())
                .isEqualTo(new DynamoOptions(
                        LayoutChoice.nativeLayout(),
                        "sessions",
                        "session:",
                        "id",
                        true,
                        false,
                        null,
                        true,
                        4,
                        null,
                        null,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        50,
                        List.of()));
    }

    @Test
    void everyOptionIsTaken() {
        DynamoOptions options = valid().keyPrefix("")
                .keyAttribute("pk")
                .consistentRead(false)
                .autoCreate(true)
                .readCapacity(5)
                .writeCapacity(6)
                .nativeTtl(false)
                .scanSegments(7)
                .scanReadUnits(25)
                .pageSize(2)
                .callTimeout(Duration.ofSeconds(2))
                .operationTimeout(Duration.ofSeconds(3))
                .initTimeout(Duration.ofSeconds(4))
                .maxConnections(7)
                .options();

        assertThat(options)
                .isEqualTo(new DynamoOptions(
                        LayoutChoice.nativeLayout(),
                        "sessions",
                        "",
                        "pk",
                        false,
                        true,
                        new Request.Throughput(5, 6),
                        false,
                        7,
                        25L,
                        2,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        7,
                        List.of()));
    }

    @Test
    void aLayoutBringsItsOwnPrefixAndNamesAndSaysWhetherItsSessionsHaveATimeToLive() {
        DynamoOptions options = valid().layout(DocumentLayout.CHOICE).options();

        assertThat(options.layout()).hasToString("document").isSameAs(DocumentLayout.CHOICE);
        assertThat(options.keyPrefix()).isEqualTo("doc:");
        assertThat(options.nativeTtl()).isFalse();
        assertThat(valid().layout(DocumentLayout.CHOICE)
                        .keyPrefix("shop:")
                        .options()
                        .keyPrefix())
                .isEqualTo("shop:");
        assertThat(valid().layout(DocumentLayout.CHOICE)
                        .keyAttribute("attributes")
                        .options()
                        .keyAttribute())
                .isEqualTo("attributes");
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> valid().layout(DocumentLayout.CHOICE)
                        .keyAttribute("document")
                        .options())
                .withMessageContaining("keyAttribute");
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() ->
                        valid().layout(DocumentLayout.CHOICE).nativeTtl(true).options())
                .withMessageContaining("nativeTtl")
                .withMessageContaining("layout document");
    }

    @Test
    void listenersOfCallsAreTakenInTheirOrderAndCostIsAskedForThem() {
        CallListener first = call -> {};
        CallListener second = call -> {};

        DynamoOptions options = valid().callListener(first).callListener(second).options();

        assertThat(options.callListeners()).containsExactly(first, second);
        assertThat(options.isCostAsked()).isTrue();
        assertThat(valid().options().isCostAsked()).isFalse();
        assertThat(valid().scanReadUnits(25).options().isCostAsked()).isTrue();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("tableName", b -> b.tableName("no spaces")),
                mistake("tableName", b -> b.tableName("ab")),
                mistake("keyPrefix", b -> b.keyPrefix("shop")),
                mistake("keyPrefix", b -> b.keyPrefix("x".repeat(600) + ":")),
                mistake("keyAttribute", b -> b.keyAttribute("")),
                mistake("keyAttribute", b -> b.keyAttribute("attributes")),
                mistake("writeCapacity", b -> b.readCapacity(5)),
                mistake("readCapacity", b -> b.readCapacity(0).writeCapacity(1)),
                mistake("writeCapacity", b -> b.readCapacity(1).writeCapacity(-1)),
                mistake("keyPrefix", b -> b.keyPrefix("é".repeat(256) + ":")),
                mistake("keyAttribute", b -> b.keyAttribute("index.user")),
                mistake("scanSegments", b -> b.scanSegments(0)),
                mistake("scanSegments", b -> b.scanSegments(1001)),
                mistake("scanReadUnits", b -> b.scanReadUnits(0)),
                mistake("pageSize", b -> b.pageSize(0)),
                mistake("pageSize", b -> b.pageSize(1_000_001)),
                mistake("callTimeout", b -> b.callTimeout(Duration.ZERO)),
                mistake("callTimeout", b -> b.callTimeout(Duration.ofHours(1))),
                mistake("operationTimeout", b -> b.operationTimeout(Duration.ofSeconds(9))),
                mistake("operationTimeout", b -> b.operationTimeout(Duration.ofSeconds(Long.MAX_VALUE))),
                mistake("initTimeout", b -> b.initTimeout(Duration.ZERO)),
                mistake("initTimeout", b -> b.initTimeout(Duration.ofMinutes(11))),
                mistake("maxConnections", b -> b.maxConnections(0)),
                mistake("maxConnections", b -> b.maxConnections(10_001)),
                mistake("region", b -> b.region("EU central")),
                mistake("endpoint", b -> b.endpoint("localhost:8000")),
                mistake("endpoint", b -> b.endpoint("ht tp://x")),
                mistake("secretAccessKey", b -> b.accessKeyId("only")),
                mistake("accessKeyId", b -> b.accessKeyId(" ").secretAccessKey("x")),
                mistake("secretAccessKey", b -> b.accessKeyId("x").secretAccessKey("")),
                mistake("accessKeyId", b -> b.secretAccessKey("only")));
    }

    private static Arguments mistake(String option, Consumer<Builder> change) {
        return Arguments.of(option, change);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void anOptionOutOfRangeIsRefusedByItsName(String option, Consumer<Builder> change) {
        Builder builder = valid();
        change.accept(builder);

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(builder::options)
                .withMessageContaining(option);
    }

    @Test
    void aMissingTableNameIsRefused() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> new Builder().options())
                .withMessageContaining("tableName is missing");
    }

    @Test
    void aTableIsNotCreatedByItsArn() {
        Builder builder = valid().tableName("arn:aws:dynamodb:eu-central-1:123456789012:table/sessions");

        assertThat(builder.options().tableName()).startsWith("arn:");
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> builder.autoCreate(true).options())
                .withMessageContaining("autoCreate needs a name as tableName");
    }

    @Test
    void aClientOfTheUsersAndOptionsForOneContradictEachOther() {
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> valid().client("given").region("eu-central-1").build())
                .withMessageContaining("region");
    }

    @Test
    void whoMadeAClientClosesIt() {
        Builder making = valid();
        DynamoStorageClient storage = making.build();
        assertThat(making.closed).isEmpty();
        storage.close();
        storage.close();
        assertThat(making.closed).containsExactly("made");

        Builder taking = valid().client("given");
        taking.build().close();
        assertThat(taking.closed).isEmpty();
    }
}
