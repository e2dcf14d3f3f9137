package io.github.dynamodbsession.example.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.modeler.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A user who logs in with OpenID Connect at one node is logged in at the other. */
class LoginAtOneNodeTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MAX_REDIRECTS = 10;

    private static LocalProvider provider;

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<URI> way = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Registry.disableRegistry();
        provider = LocalProvider.start(0);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static ConfigurableApplicationContext node(
            WebApplicationType type, String codec, String table, int number) {
        return OidcApplication.configured()
                .web(type)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--node=" + number,
                        "--logging.level.root=warn",
                        "--spring.main.banner-mode=off",
                        "--spring.reactor.netty.shutdown-quiet-period=0s",
                        "--spring.security.oauth2.client.provider.local.issuer-uri=" + provider.issuer(),
                        "--dynamodb.session.codec=" + codec,
                        "--dynamodb.session.endpoint=" + DynamoDbEndpoint.shared(),
                        "--dynamodb.session.region=eu-central-1",
                        "--dynamodb.session.tokens=hashed",
                        "--dynamodb.session.table-name=" + table);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVLET, java",
        "SERVLET, jackson",
        "SERVLET, gson",
        "REACTIVE, java",
        "REACTIVE, jackson",
        "REACTIVE, gson"
    })
    void theLoginIsAtTheOtherNodeToo(WebApplicationType type, String codec) throws Exception {
        String table = "oidc-" + UUID.randomUUID();
        try (ConfigurableApplicationContext first = node(type, codec, table, 1);
                ConfigurableApplicationContext second = node(type, codec, table, 2)) {
            HttpResponse<String> atFirst = open(page(first));
            assertThat(atFirst.statusCode()).as(way.toString()).isEqualTo(200);
            assertThat(atFirst.body()).isEqualTo(me(1));

            HttpResponse<String> atSecond = get(page(second));
            assertThat(atSecond.statusCode()).as("without another login").isEqualTo(200);
            assertThat(atSecond.body()).isEqualTo(me(2));
            assertThat(get(page(first)).body()).isEqualTo(me(1));
        }
    }

    private static String me(int node) {
        return "{\"country\":\"DE\",\"issuer\":\"" + provider.issuer() + "\",\"name\":\"Alice\",\"node\":\"" + node
                + "\",\"roles\":[\"reader\",\"writer\"],\"token\":\"Bearer\"}";
    }

    private static URI page(ConfigurableApplicationContext node) {
        return URI.create("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port") + "/me");
    }

    /** Follows redirects, to the provider and back. */
    private HttpResponse<String> open(URI address) throws Exception {
        URI here = address;
        HttpResponse<String> response = get(here);
        for (int i = 0; i < MAX_REDIRECTS && response.statusCode() / 100 == 3; i++) {
            here = here.resolve(response.headers().firstValue("Location").orElseThrow());
            response = get(here);
        }
        return response;
    }

    private HttpResponse<String> get(URI address) throws Exception {
        way.add(address);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/html,*/*;q=0.8");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        for (String header : response.headers().allValues("Set-Cookie")) {
            String pair = header.split(";", 2)[0];
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return response;
    }
}
