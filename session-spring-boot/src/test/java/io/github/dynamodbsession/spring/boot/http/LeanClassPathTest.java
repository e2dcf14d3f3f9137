package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application of one kind, with nothing on its class path that only the other kind needs. */
class LeanClassPathTest {

    private static final List<String> NO_SERVLETS =
            without("jakarta.servlet-api", "tomcat-", "spring-boot-tomcat", "spring-webmvc", "spring-boot-webmvc");
    private static final List<String> NO_REACTOR = without("reactor-", "spring-webflux", "spring-boot-webflux");

    private static List<String> without(String... jars) {
        return Stream.concat(
                        Stream.of(jars),
                        Stream.of(
                                "spring-security-oauth2",
                                "spring-security-webauthn",
                                "nimbus-",
                                "oauth2-oidc-sdk",
                                "webauthn4j-",
                                "micrometer-core",
                                "session-micrometer",
                                "spring-boot-micrometer",
                                "spring-boot-actuator",
                                "spring-websocket",
                                "spring-messaging",
                                "spring-boot-websocket"))
                .toList();
    }

    @Test
    void webFluxWithoutServletsAndMeters() throws Exception {
        try (LeanClassPath classPath = LeanClassPath.without(NO_SERVLETS)) {
            assertThat(classPath.has("jakarta.servlet.http.HttpSession")).isFalse();
            assertThat(classPath.has("io.micrometer.core.instrument.MeterRegistry"))
                    .isFalse();
            assertThat(classPath.has("org.springframework.security.oauth2.core.OAuth2Error"))
                    .isFalse();
            assertThat(classPath.has("org.springframework.security.web.webauthn.api.Bytes"))
                    .isFalse();
            for (String codec : List.of("java", "jackson")) {
                assertLogsInAndOut(classPath, RunningShop.Kind.REACTIVE, codec);
            }
        }
    }

    @Test
    void servletsWithoutReactorAndMeters() throws Exception {
        try (LeanClassPath classPath = LeanClassPath.without(NO_REACTOR)) {
            assertThat(classPath.has("reactor.core.publisher.Mono")).isFalse();
            assertThat(classPath.has("io.micrometer.core.instrument.MeterRegistry"))
                    .isFalse();
            assertThat(classPath.has("org.springframework.web.socket.WebSocketSession"))
                    .isFalse();
            assertLogsInAndOut(classPath, RunningShop.Kind.SERVLET, "jackson");
        }
    }

    private static void assertLogsInAndOut(LeanClassPath classPath, RunningShop.Kind kind, String codec)
            throws Exception {
        try (RunningShop shop = kind.shop("dynamodb.session.codec=" + codec);
                LeanClassPath.Node node = classPath.start(kind, shop.properties())) {
            Browser browser = new Browser(node.address());
            browser.login("alice", "a");
            assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
            assertThat(browser.post("/logout", "_csrf", browser.csrfToken()).statusCode())
                    .isEqualTo(302);
            assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
        }
    }
}
