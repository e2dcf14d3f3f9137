package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator sees over HTTP after a known load. */
@ParameterizedClass
@EnumSource(RunningShop.Kind.class)
class ActuatorTest {

    @Parameter
    private RunningShop.Kind kind;

    private RunningShop shop;
    private URI node;

    @BeforeEach
    void start() {
        shop = kind.shop(
                "management.endpoints.web.exposure.include=metrics,sessions", "dynamodb.session.indexes=principal");
        node = RunningShop.address(shop.start());
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private String meter(String name, String... tags) {
        StringBuilder path = new StringBuilder("/actuator/metrics/" + name);
        for (int i = 0; i < tags.length; i++) {
            path.append(i == 0 ? "?" : "&").append("tag=").append(tags[i]);
        }
        return new Browser(node).get(path.toString()).body();
    }

    @Test
    void metersOfAKnownLoad() {
        Browser browser = new Browser(node);
        browser.post("/open/write", "name", "color", "value", "red");
        for (int i = 0; i < 3; i++) {
            browser.post("/open/write", "name", "color", "value", "blue" + i);
        }
        browser.post("/open/rename");
        assertThat(meter("dynamodb.session.saves", "decision:change")).contains("\"value\":3.0");
        assertThat(meter("dynamodb.session.operations", "kind:save", "outcome:renamed"))
                .contains("{\"statistic\":\"COUNT\",\"value\":1.0}");
        assertThat(meter("dynamodb.session.calls", "operation:UpdateItem"))
                .contains("{\"statistic\":\"COUNT\",\"value\":3.0}");
        assertThat(meter("dynamodb.session.consumed.write", "operation:UpdateItem"))
                .contains("\"value\":3.0");
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
