package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final int TIMEOUT_SECONDS = 60;

    @Test
    void saysWhereItAnswersAndKeepsItsTables(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tables.db");
        try (EmulatorProcess process = EmulatorProcess.start("--data=" + file)) {
            Client client = new Client(process.endpoint());
            client.createTable("kept");
            client.put("kept", "a", "one");
            process.terminate();
            process.exitCode();
            assertThat(process.errors()).isEmpty();
        }
        try (EmulatorProcess process = EmulatorProcess.start("--data=" + file)) {
            assertThat(new Client(process.endpoint()).text("kept", "a").asString())
                    .isEqualTo("one");
        }
    }

    @Test
    void showsTheDisturbancesOfItsCommandLine() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.start("--transaction-time=20ms", "--time-to-live")) {
            assertThat(new Client(process.endpoint())
                            .control("GET", "", "")
                            .ok()
                            .at("/disturbances/transactionTime")
                            .asString())
                    .isEqualTo("PT0.02S");
        }
    }

    @Test
    void anUnknownOptionEndsIt() throws Exception {
        assertRefused("dynamodb-emulator: unknown option '--prt=1'; the options are --port,", "--prt=1");
    }

    @Test
    void aPortInUseEndsIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertRefused(
                    "dynamodb-emulator: bad value '" + port + "' for --port; it is in use; right is one that is free",
                    "--port=" + port);
        }
    }

    @Test
    void anAddressOfAnotherMachineEndsIt() throws Exception {
        assertRefused(
                "dynamodb-emulator: bad value '192.0.2.1' for --host; it is no address here; right is an address",
                "--port=0",
                "--host=192.0.2.1");
    }

    @Test
    void aFileInUseEndsTheSecondAndIsLeftAsItIs(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tables.db");
        try (EmulatorProcess first = EmulatorProcess.start("--data=" + file)) {
            Client client = new Client(first.endpoint());
            client.createTable("kept");
            byte[] before = Files.readAllBytes(file);
            assertRefused("for --data; it is in use; right is a file for each emulator", "--port=0", "--data=" + file);
            assertThat(file).hasBinaryContent(before);
            client.put("kept", "a", "one");
            assertThat(client.text("kept", "a").asString()).isEqualTo("one");
        }
    }

    @Test
    void aFileOfAnotherProgramEndsItAndIsLeftAsItIs(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine\n".repeat(5000));
        byte[] before = Files.readAllBytes(file);
        assertRefused("for --data; it is of another program", "--port=0", "--data=" + file);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void helpAndVersionAreTold() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.begin(List.of(), "--help")) {
            assertThat(process.rest()).contains("usage: java -jar dynamodb-emulator.jar", "--transaction-time=0");
            assertThat(process.exitCode()).isZero();
        }
        try (EmulatorProcess process = EmulatorProcess.begin(List.of(), "--version")) {
            assertThat(process.rest()).startsWith("dynamodb-emulator ");
            assertThat(process.exitCode()).isZero();
        }
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        List<String> command = new ArrayList<>(EmulatorProcess.command(List.of(), "--port=0"));
        command.set(command.indexOf("-cp") + 1, testClassPath(command));
        command.set(command.indexOf(Main.class.getName()), StartingProcess.class.getName());
        Process parent = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle child = null;
        try {
            try (BufferedReader output = parent.inputReader()) {
                child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
                assertThat(output.readLine()).startsWith("ready: http://127.0.0.1:");
                assertThat(child.isAlive()).isTrue();
                parent.destroyForcibly();
                child.onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            parent.destroyForcibly();
            if (child != null) {
                child.destroyForcibly();
            }
        }
    }

    private static String testClassPath(List<String> command) throws Exception {
        return command.get(command.indexOf("-cp") + 1)
                + File.pathSeparator
                + Path.of(StartingProcess.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
    }

    private static void assertRefused(String message, String... arguments) throws IOException, InterruptedException {
        try (EmulatorProcess process = EmulatorProcess.begin(List.of(), arguments)) {
            assertThat(process.errors()).contains(message).hasLineCount(1);
            assertThat(process.rest()).isEmpty();
            assertThat(process.exitCode()).isEqualTo(2);
        }
    }
}
