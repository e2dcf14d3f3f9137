package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees over HTTP after a known load. */
@ParameterizedClass
@EnumSource(RunningShop.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActuatorTest {

    @Parameter
    private RunningShop.Kind kind;

    private RunningShop shop;
    private URI node;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = kind.shop(
                "management.endpoints.web.exposure.include=metrics,sessions", "dynamodb.session.indexes=principal");
        node = RunningShop.address(shop.start());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    /** What a meter has counted so far; nothing, if it does not exist yet. */
    private double count(String name, String... tags) {
        StringBuilder path = new StringBuilder("/actuator/metrics/" + name);
        for (int i = 0; i < tags.length; i++) {
            path.append(i == 0 ? "?" : "&").append("tag=").append(tags[i]);
        }
        HttpResponse<String> response = new Browser(node).get(path.toString());
        if (response.statusCode() == 404) {
            return 0;
        }
        for (JsonNode measurement :
                JsonMapper.shared().readTree(response.body()).get("measurements")) {
            if (measurement.get("statistic").asString().equals("COUNT")) {
                return measurement.get("value").asDouble();
            }
        }
        throw new AssertionError(response.body());
    }

    private double[] counts() {
        return new double[] {
            count("dynamodb.session.saves", "decision:change"),
            count("dynamodb.session.operations", "kind:save", "outcome:renamed"),
            count("dynamodb.session.calls", "operation:UpdateItem"),
            count("dynamodb.session.consumed.write", "operation:UpdateItem")
        };
    }

    @Test
    void metersOfAKnownLoad() {
        double[] before = counts();
        Browser browser = new Browser(node);
        browser.post("/open/write", "name", "color", "value", "red");
        for (int i = 0; i < 3; i++) {
            browser.post("/open/write", "name", "color", "value", "blue" + i);
        }
        browser.post("/open/rename");
        double[] counted = counts();
        for (int i = 0; i < counted.length; i++) {
            counted[i] -= before[i];
        }
        assertThat(counted).containsExactly(3, 1, 3, 3);
    }

    @Test
    void sessionsOfAUser() {
        Browser browser = new Browser(node);
        browser.login("bob", "b");
        String sessions =
                new Browser(node).get("/actuator/sessions?username=bob").body();
        assertThat(sessions).contains("\"attributeNames\":[", "SPRING_SECURITY_CONTEXT");
        String id = sessions.replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(new Browser(node).get("/actuator/sessions/" + id).body()).contains(id);
        assertThat(browser.get("/mine/name").body()).isEqualTo("bob");
    }

    /** By whatever kind of application the endpoint is served. */
    @Test
    void withoutAnIndexItSaysWhichPropertyIsMissing() {
        URI without = RunningShop.address(shop.startWith("dynamodb.session.indexes="));

        HttpResponse<String> answer = new Browser(without).getJson("/actuator/sessions?username=bob");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("dynamodb.session.indexes=principal");
    }
}
