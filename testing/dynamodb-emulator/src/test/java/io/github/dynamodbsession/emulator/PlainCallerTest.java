package io.github.dynamodbsession.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent with credentials in the environment, and without. */
class PlainCallerTest {

    private static final Instant NOW = Instant.parse("2026-10-01T10:20:30Z");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_REGION", "eu-central-1");

    private final BlockingQueue<Headers> received = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Headers sent(Map<String, String> environment) throws InterruptedException {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        new PlainCaller(endpoint, name -> environment.getOrDefault(name, ""), clock).call("ListTables", "{}");
        Headers headers = received.poll(10, TimeUnit.SECONDS);
        assertThat(headers).isNotNull();
        return headers;
    }

    @Test
    void withoutCredentialsTheSignatureIsOneOfNobody() throws InterruptedException {
        assertThat(sent(Map.of()).getFirst("Authorization"))
                .contains("Credential=x/")
                .endsWith("Signature=0");
        assertThat(sent(Map.of("AWS_ACCESS_KEY_ID", "half")).getFirst("Authorization"))
                .endsWith("Signature=0");
    }

    /** Computed again from what arrived, as the service does. */
    @Test
    void withCredentialsWhatArrivesIsWhatIsSigned() throws InterruptedException {
        Headers headers = sent(ENVIRONMENT);

        assertThat(headers.getFirst("Authorization"))
                .contains("Credential=AKIDEXAMPLE/20261001/eu-central-1/dynamodb/aws4_request,")
                .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target,");
        Map<String, String> arrived = new HashMap<>();
        for (String name : new String[] {"Content-Type", "Host", "X-Amz-Target"}) {
            arrived.put(name, headers.getFirst(name));
        }
        assertThat(new Signature4(new Credentials("AKIDEXAMPLE", "secret", null), "eu-central-1", "dynamodb")
                        .sign(arrived, "{}", NOW))
                .containsEntry("Authorization", headers.getFirst("Authorization"))
                .containsEntry("X-Amz-Date", headers.getFirst("X-Amz-Date"));
    }

    @Test
    void aTokenIsSentAndSigned() throws InterruptedException {
        Map<String, String> temporary = new HashMap<>(ENVIRONMENT);
        temporary.put("AWS_SESSION_TOKEN", "token");

        Headers headers = sent(temporary);

        assertThat(headers.getFirst("X-Amz-Security-Token")).isEqualTo("token");
        assertThat(headers.getFirst("Authorization")).contains(";x-amz-security-token;");
    }

    @ParameterizedTest
    @CsvSource({
        "https://dynamodb.eu-central-1.amazonaws.com, eu-central-1, true",
        "https://dynamodb-fips.us-gov-west-1.amazonaws.com, us-gov-west-1, true",
        "https://dynamodb.cn-north-1.amazonaws.com.cn, cn-north-1, true",
        "https://dynamodb.eu-west-1.api.aws, eu-west-1, true",
        "https://123456789012.ddb.eu-west-1.amazonaws.com, eu-west-1, true",
        "https://vpce-0a1-b2.dynamodb.eu-west-1.vpce.amazonaws.com, eu-west-1, true",
        "https://dynamodb.eu-west-1.amazonaws.com.example, from-environment, false",
        "http://localhost:8000, from-environment, false",
        "http://127.0.0.1:8000, from-environment, false"
    })
    void theRegionIsThatOfTheHostOrOfTheEnvironment(URI endpoint, String region, boolean service) {
        assertThat(Region.of(endpoint, name -> name.equals("AWS_REGION") ? "from-environment" : ""))
                .isEqualTo(region);
        assertThat(Region.isOfTheService(endpoint)).isEqualTo(service);
    }

    @Test
    void thereIsARegionThoughNobodyNamesOne() {
        assertThat(Region.of(URI.create("http://localhost:8000"), name -> "")).isEqualTo("us-east-1");
    }
}
