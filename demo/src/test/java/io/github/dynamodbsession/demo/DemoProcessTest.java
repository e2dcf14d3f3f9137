package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a process with a command line, output and an exit code. */
class DemoProcessTest {

    private static final Map<String, String> NO_AWS = Map.of(
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_CONFIG_FILE", "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");

    private static final Map<String, String> SOME_AWS =
            Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");

    private static final List<String> SLOW_TO_START = List.of(
            "org.apache.catalina",
            "software.amazon",
            "io.github.dynamodbsession.emulator",
            "io.github.dynamodbsession.dynamo.");

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theExpressNodeIsAProcessThatEndsWithTheDemo(boolean killed) throws Exception {
        Express.packages();
        int port = FreePort.next();
        Process demo = start(NO_AWS, "--layout=connect-dynamodb-session", "--ports=" + port);
        try (BufferedReader said = demo.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready: http://localhost:" + port + "/");
            assertThat(said.readLine()).matches("ready: http://localhost:\\d+/ \\(Express node\\)");
            List<ProcessHandle> started = demo.descendants().toList();
            assertThat(started).isNotEmpty();

            if (killed) {
                demo.destroyForcibly();
            } else {
                demo.destroy();
            }

            assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle each : started) {
                each.onExit().get(20, TimeUnit.SECONDS);
            }
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void anUnknownOptionIsRefusedInOneLine() throws Exception {
        assertThat(failure(2, NO_AWS, "--port=1"))
                .isEqualTo("demo: argument 1 is not an option; did you mean --ports? --help shows all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--cookie-secrt=keyboard cat",
                "--cookie-secret:keyboard cat",
                "keyboard cat",
                "--ttl=keyboard cat"
            })
    void aSecretThatIsMistypedIsNotSaid(String argument) throws Exception {
        assertThat(failure(2, NO_AWS, argument)).doesNotContain("keyboard", "cat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpIsShownAndThatIsAll(String help) throws Exception {
        Process demo = start(NO_AWS, "--ports=0", help);
        try (BufferedReader said = demo.inputReader()) {
            assertThat(said.lines().toList()).contains("usage: java -jar demo.jar [--OPTION=VALUE ...]");
        }
        assertThat(demo.waitFor()).isZero();
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(failure(1, NO_AWS, "--storage=inmemory", "--ports=" + taken.getLocalPort()))
                    .startsWith("demo: port " + taken.getLocalPort() + " of the loopback interface cannot be used")
                    .endsWith("; choose others, such as --ports=9081,9082");
        }
    }

    /** Not even the classes of what would take long are loaded: neither the web server, nor the emulator, nor an SDK. */
    @Test
    void aPortThatIsTakenIsSaidBeforeAnythingElseStarts(@TempDir Path folder) throws Exception {
        Path loaded = folder.resolve("loaded");
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Map<String, String> logged = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);
            int free = FreePort.next();

            failure(1, logged, "--ports=" + free + "," + taken.getLocalPort());

            assertThat(Files.readAllLines(loaded))
                    .anyMatch(line -> line.contains(Demo.class.getName()))
                    .filteredOn(line -> SLOW_TO_START.stream().anyMatch(line::contains))
                    .isEmpty();
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
        assertThat(failure(1, SOME_AWS, nobody)).contains("Is the endpoint right");
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
            // The JVM says that it took options from the environment.
            List<String> lines =
                    said.lines().filter(line -> !line.startsWith("NOTE: ")).toList();
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
