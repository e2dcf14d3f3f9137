package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.spring.boot.AsyncSessionStoreBuilderCustomizer;
import io.github.dynamodbsession.spring.boot.SessionStoreBuilderCustomizer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table's health as a load balancer and an operator see it. */
@ParameterizedClass
@EnumSource(RunningShop.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthOverHttpTest {

    private static final String SECRET = "the-secret-of-the-role";
    private static final AtomicLong NANOS = new AtomicLong();

    /** The time by which a look gets old. */
    @Configuration(proxyBeanMethods = false)
    static class Ticking {
        @Bean
        SessionStoreBuilderCustomizer ticker() {
            return builder -> builder.ticker(NANOS::get);
        }

        @Bean
        AsyncSessionStoreBuilderCustomizer asyncTicker() {
            return builder -> builder.ticker(NANOS::get);
        }
    }

    @Parameter
    private RunningShop.Kind kind;

    private RunningShop shop;
    private URI node;
    private Browser operator;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = kind.shop(
                "spring.main.sources=" + Ticking.class.getName(),
                "management.endpoints.web.exposure.include=health",
                "management.endpoint.health.show-details=always",
                "dynamodb.session.secret-access-key=" + SECRET,
                // However long a hundred requests take, none of them is due to record an access.
                "dynamodb.session.touch-after=3m");
        node = RunningShop.address(shop.start());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    @BeforeEach
    void forget() {
        operator = new Browser(node);
        tenSecondsPass();
        shop.takeCalls();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private JsonNode component(int status) {
        HttpResponse<String> response = operator.get("/actuator/health");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).doesNotContain(SECRET);
        return json(response).get("components").get("dynamoDbSession");
    }

    private static void tenSecondsPass() {
        NANOS.addAndGet(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void theTableIsUpWithItsNameAndState() {
        JsonNode health = component(200);

        assertThat(health.get("status").asString()).isEqualTo("UP");
        JsonNode details = health.get("details");
        assertThat(details.propertyNames()).containsExactlyInAnyOrder("table", "status", "billingMode");
        assertThat(details.get("table").asString()).startsWith("shop-");
        assertThat(details.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(details.get("billingMode").asString()).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void aDeletedTableIsDownAndUpAgainWhenItIsBack() {
        String table = component(200).get("details").get("table").asString();
        PlainCaller engine = new PlainCaller(DynamoDbEndpoint.shared());
        engine.call("DeleteTable", "{\"TableName\":\"" + table + "\"}");
        tenSecondsPass();

        JsonNode health = component(503);

        assertThat(health.get("status").asString()).isEqualTo("DOWN");
        assertThat(health.get("details").get("reason").asString()).contains(table + " does not exist");
        engine.call(
                "CreateTable",
                "{\"TableName\":\"" + table + "\",\"BillingMode\":\"PAY_PER_REQUEST\","
                        + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],"
                        + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]}");
        tenSecondsPass();
        assertThat(component(200).get("status").asString()).isEqualTo("UP");
    }

    @Test
    void anEndpointThatIsGoneIsDownWithinTheTimeOfACall() {
        operator.goTo(RunningShop.address(shop.startWith(
                "dynamodb.session.endpoint=http://127.0.0.1:1",
                "dynamodb.session.init=false",
                "dynamodb.session.call-timeout=1s")));

        long start = System.nanoTime();
        JsonNode health = component(503);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(health.get("status").asString()).isEqualTo("DOWN");
        assertThat(health.get("details").get("reason").asString())
                .contains("DescribeTable on the table")
                .contains("was refused");
    }

    @Test
    void requestsLookAtNothingAndProbesLookOnceInTenSeconds() {
        Browser browser = new Browser(node);
        browser.post("/open/write", "name", "color", "value", "red");
        for (int i = 1; i < 100; i++) {
            assertThat(browser.get("/open/read").body()).isEqualTo("red");
        }
        assertThat(shop.takeCalls()).isEqualTo(Map.of("PutItem", 1, "GetItem", 99));

        for (int i = 0; i < 20; i++) {
            component(200);
        }
        assertThat(shop.takeCalls()).isEqualTo(Map.of("DescribeTable", 1));

        tenSecondsPass();
        component(200);
        component(200);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("DescribeTable", 1));
    }
}
