package io.github.dynamodbsession.emulator.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A target in TLS, with a certificate for {@code localhost} that nobody else trusts. */
@Timeout(60)
class TlsTargetTest {

    private static final char[] PASSWORD = "only-of-this-test".toCharArray();

    private static SSLContext trusting;
    private static HttpsServer server;

    /** Answers with the request's {@code Host} and body. */
    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        trusting = context(keys(folder.resolve("keys.p12")));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            byte[] answer = (exchange.getRequestHeaders().getFirst("Host") + " " + body).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static KeyStore keys(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(keytool.exitValue()).isZero();
        } finally {
            keytool.destroyForcibly();
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private static URI at(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort());
    }

    private static FaultProxy trustingProxyTo(String host) {
        return FaultProxy.to(Target.inTls(at(host), trusting.getSocketFactory()));
    }

    @Test
    void callsArePassedOnInTlsWithTheHostThatTheClientWrote() {
        try (FaultProxy proxy = trustingProxyTo("localhost")) {
            Caller caller = new Caller(proxy.endpoint());

            HttpResponse<String> first = caller.call("ListTables", "{\"Limit\":1}");
            HttpResponse<String> second = caller.call("ListTables", "{\"Limit\":2}");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).isEqualTo(proxy.endpoint().getAuthority() + " {\"Limit\":1}");
            assertThat(second.body()).endsWith(" {\"Limit\":2}");
            assertThat(proxy.count("ListTables")).isEqualTo(2);
        }
    }

    @Test
    void faultsAreInjectedInFrontOfTlsToo() {
        try (FaultProxy proxy = trustingProxyTo("localhost")) {
            proxy.fault("ListTables", 1, Fault.THROTTLE);
            Caller caller = new Caller(proxy.endpoint());

            assertThat(caller.listTables().statusCode()).isEqualTo(400);
            assertThat(caller.listTables().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTargetWithAnotherNameGetsNothing() {
        try (FaultProxy proxy = trustingProxyTo("127.0.0.1")) {
            assertThatThrownBy(() -> new Caller(proxy.endpoint()).listTables())
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aTargetThatTheJdkDoesNotTrustGetsNothing() {
        try (FaultProxy proxy = FaultProxy.to(at("localhost"))) {
            assertThatThrownBy(() -> new Caller(proxy.endpoint()).listTables())
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void thePortMayBeThatOfTheScheme() {
        assertThat(Target.of(URI.create("https://dynamodb.eu-central-1.amazonaws.com")))
                .extracting(Target::host, Target::port)
                .containsExactly("dynamodb.eu-central-1.amazonaws.com", 443);
        assertThat(Target.of(URI.create("http://localhost")).port()).isEqualTo(80);
    }

    @Test
    void whatIsNoUrlOfHttpIsRefused() {
        for (String url : new String[] {"ftp://localhost:21", "https:opaque", "localhost"}) {
            assertThatThrownBy(() -> FaultProxy.to(URI.create(url)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(url);
        }
    }
}
