package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The demo as its user meets it: a process with a command line, output and an exit code. */
class DemoProcessTest {

    private static final Map<String, String> NO_AWS = Map.of(
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_CONFIG_FILE", "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");

    private static final Map<String, String> SOME_AWS =
            Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

    @Test
    void startsAnEmulatorAndTwoNodesInItselfAndEndsWhenAskedToEnd() throws Exception {
        int one = FreePort.next();
        int other = FreePort.next();
        Process demo = start(NO_AWS, "--ports=" + one + "," + other);
        try (BufferedReader said = demo.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready: http://localhost:" + one + "/");
            assertThat(said.readLine()).isEqualTo("ready: http://localhost:" + other + "/");
            assertThat(new Browser().get(one, "/api/ping").status()).isEqualTo(200);
            assertThat(new Browser().get(other, "/api/ping").status()).isEqualTo(200);
            assertThat(demo.descendants()).isEmpty();

            demo.destroy();

            assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void anUnknownOptionIsRefusedInOneLine() throws Exception {
        assertThat(failure(2, NO_AWS, "--port=1")).startsWith("demo: unknown option '--port=1'; the options are");
    }

    @Test
    void helpIsShownAndThatIsAll() throws Exception {
        Process demo = start(NO_AWS, "--help");
        try (BufferedReader said = demo.inputReader()) {
            assertThat(said.lines().toList()).contains("usage: java -jar demo.jar [--OPTION=VALUE ...]");
        }
        assertThat(demo.waitFor()).isZero();
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(failure(1, NO_AWS, "--storage=inmemory", "--ports=" + taken.getLocalPort()))
                    .startsWith("demo: port " + taken.getLocalPort() + " of the loopback interface cannot be used");
        }
    }

    @Test
    void aRegionOrCredentialsThatAreMissingAreSaidInOneLine() throws Exception {
        String endpoint = "--endpoint=" + DynamoDbEndpoint.shared();
        assertThat(failure(1, NO_AWS, endpoint)).contains("set region", "AWS_REGION");
        Map<String, String> regionOnly = Map.of("AWS_REGION", "eu-central-1");
        assertThat(failure(1, regionOnly, endpoint)).contains("Unable to load credentials");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        String nobody = "--endpoint=http://127.0.0.1:" + FreePort.next();
        assertThat(failure(1, SOME_AWS, nobody)).contains("is the endpoint right");
    }

    @Test
    void anEngineWithoutTimeToLiveIsSaidInOneLineAndServesWithout() throws Exception {
        try (FaultProxy engine = FaultProxy.to(DynamoDbEndpoint.shared())) {
            engine.fault("UpdateTimeToLive", FaultProxy.ALWAYS, Fault.answer(400, "UnknownOperationException"));
            String endpoint = "--endpoint=" + engine.endpoint();
            String table = "--table=demo-" + UUID.randomUUID();
            assertThat(failure(1, SOME_AWS, endpoint, table)).contains("UpdateTimeToLive", "set --native-ttl to false");

            int port = FreePort.next();
            Process demo = start(SOME_AWS, endpoint, table, "--native-ttl=false", "--ports=" + port);
            try (BufferedReader said = demo.inputReader()) {
                assertThat(said.readLine()).isEqualTo("ready: http://localhost:" + port + "/");
            } finally {
                demo.destroy();
                assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** What a run that must fail with this exit code says, which is one line. */
    private static String failure(int status, Map<String, String> environment, String... options) throws Exception {
        List<String> given = new ArrayList<>(List.of(options));
        if (given.stream().noneMatch(option -> option.startsWith("--port"))) {
            given.add("--ports=" + FreePort.next());
        }
        Process demo = start(environment, given.toArray(String[]::new));
        try (BufferedReader said = demo.errorReader()) {
            List<String> lines = said.lines().toList();
            assertThat(demo.waitFor()).isEqualTo(status);
            assertThat(lines).hasSize(1);
            return lines.get(0);
        } finally {
            demo.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
        command.addAll(List.of(options));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("AWS_") || name.contains("JAVA_OPTIONS") || name.contains("TOOL_OPTIONS"));
        process.environment().putAll(NO_AWS);
        process.environment().putAll(environment);
        return process.start();
    }
}
