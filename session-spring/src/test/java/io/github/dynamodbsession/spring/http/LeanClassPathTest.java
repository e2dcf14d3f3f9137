package io.github.dynamodbsession.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application of one kind, with nothing on its class path that only the other kind needs. */
class LeanClassPathTest {

    private static final List<String> NO_SERVLETS =
            without("jakarta.servlet-api", "tomcat-", "spring-boot-tomcat", "spring-webmvc", "spring-boot-webmvc");
    private static final List<String> NO_REACTOR = without("reactor-", "spring-webflux", "spring-boot-webflux");

    private static List<String> without(String... jars) {
        return Stream.concat(
                        Stream.of(jars),
                        Stream.of(
                                "micrometer-core",
                                "session-micrometer",
                                "spring-boot-micrometer",
                                "spring-boot-actuator",
                                "spring-websocket",
                                "spring-messaging",
                                "spring-boot-websocket"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson"})
    void webFluxWithoutServletsAndMeters(String codec) throws Exception {
        try (RunningShop shop = RunningShop.Kind.REACTIVE.shop("dynamodb.session.codec=" + codec);
                LeanNode node = LeanNode.start(RunningShop.Kind.REACTIVE, shop.properties(), NO_SERVLETS)) {
            assertThat(node.has("jakarta.servlet.http.HttpSession")).isFalse();
            assertThat(node.has("io.micrometer.core.instrument.MeterRegistry")).isFalse();
            assertLogsInAndOut(node);
        }
    }

    @Test
    void servletsWithoutReactorAndMeters() throws Exception {
        try (RunningShop shop = RunningShop.Kind.SERVLET.shop("dynamodb.session.codec=jackson");
                LeanNode node = LeanNode.start(RunningShop.Kind.SERVLET, shop.properties(), NO_REACTOR)) {
            assertThat(node.has("reactor.core.publisher.Mono")).isFalse();
            assertThat(node.has("org.springframework.web.socket.WebSocketSession"))
                    .isFalse();
            assertThat(node.has("io.micrometer.core.instrument.MeterRegistry")).isFalse();
            assertLogsInAndOut(node);
        }
    }

    private static void assertLogsInAndOut(LeanNode node) {
        Browser browser = new Browser(node.address());
        browser.login("alice", "a");
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        assertThat(browser.post("/logout", "_csrf", browser.csrfToken()).statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
    }
}
