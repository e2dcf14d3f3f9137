package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbEmulatorTest {

    @Test
    void twoSideBySideKnowNothingOfEachOther() throws Exception {
        try (DynamoDbEmulator one = DynamoDbEmulator.start();
                DynamoDbEmulator other = DynamoDbEmulator.start()) {
            Client first = new Client(one.endpoint());
            Client second = new Client(other.endpoint());
            first.createTable("table");
            first.put("table", "a", "one");
            second.createTable("table");
            other.clock().advance(Duration.ofDays(1));
            other.disturb(Disturbances.NONE.seed(7));

            assertThat(second.text("table", "a").isMissingNode()).isTrue();
            assertThat(first.text("table", "a").asString()).isEqualTo("one");
            assertThat(one.clock().instant()).isBefore(other.clock().instant().minus(Duration.ofHours(23)));
            assertThat(one.disturbances()).isEqualTo(Disturbances.NONE);
        }
    }

    @Test
    void aClosedOneAnswersNothingAndGivesItsPortBack() throws Exception {
        DynamoDbEmulator emulator = DynamoDbEmulator.start();
        URI endpoint = emulator.endpoint();
        new Client(endpoint).createTable("table");
        try (Socket idle = new Socket(endpoint.getHost(), endpoint.getPort())) {
            idle.setSoTimeout(60_000);
            emulator.close();
            emulator.close();
            assertThat(idle.getInputStream().read()).isNegative();
        }
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(endpoint));
        try (DynamoDbEmulator next =
                DynamoDbEmulator.builder().port(endpoint.getPort()).start()) {
            assertThat(new Client(next.endpoint())
                            .call("ListTables", "{}")
                            .ok()
                            .at("/TableNames")
                            .isEmpty())
                    .isTrue();
        }
    }

    private static void connect(URI endpoint) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), 10_000);
        }
    }

    @Test
    void aPortInUseIsNamed() {
        try (DynamoDbEmulator first = DynamoDbEmulator.start()) {
            int port = first.endpoint().getPort();
            assertRefused(
                    DynamoDbEmulator.builder().port(port),
                    "port",
                    "bad value '" + port + "' for port; it is in use; right is one that is free on 127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void aPortThatIsNoneIsRefused(int port) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> DynamoDbEmulator.builder().port(port))
                .withMessageStartingWith("bad value '" + port + "' for port; right is a port from 1 to 65535");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertRefused(
                DynamoDbEmulator.builder().host("192.0.2.1"),
                "host",
                "bad value '192.0.2.1' for host; it is no address");
        assertRefused(
                DynamoDbEmulator.builder().host("no host"),
                "host",
                "bad value 'no host' for host; right is an address");
    }

    @Test
    void aFileThatIsNoneIsRefusedAndThePortIsFreeAgain(@TempDir Path folder) throws Exception {
        int port;
        try (DynamoDbEmulator any = DynamoDbEmulator.start()) {
            port = any.endpoint().getPort();
        }
        assertRefused(
                DynamoDbEmulator.builder().port(port).data(folder),
                "data",
                "bad value '" + folder + "' for data; it is a directory; right is a file");
        DynamoDbEmulator.builder().port(port).start().close();
    }

    private static void assertRefused(DynamoDbEmulator.Builder builder, String option, String message) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> builder.start().close())
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.option()).isEqualTo(option));
    }

    @Test
    void answersAtTheAddressThatItIsGiven() throws Exception {
        try (DynamoDbEmulator emulator = DynamoDbEmulator.builder().host("::1").start()) {
            assertThat(emulator.endpoint().toString()).startsWith("http://[");
            new Client(emulator.endpoint()).createTable("table");
        } catch (OptionException e) {
            assertThat(e.option()).as("there is no IPv6 here").isEqualTo("host");
        }
    }

    @Test
    void expiredItemsGoByThemselvesIfThatIsShown() throws Exception {
        try (DynamoDbEmulator emulator = DynamoDbEmulator.builder()
                .disturbances(Disturbances.NONE.timeToLive(true))
                .start()) {
            Client client = new Client(emulator.endpoint());
            client.createTable("table");
            client.call(
                            "UpdateTimeToLive",
                            "{'TableName':'table','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'expires'}}")
                    .ok();
            long past = Instant.now().minusSeconds(60).getEpochSecond();
            client.call(
                            "PutItem",
                            "{'TableName':'table','Item':{'id':{'S':'a'},'text':{'S':'x'},'expires':{'N':'" + past
                                    + "'}}}")
                    .ok();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!client.text("table", "a").isMissingNode()) {
                assertThat(System.nanoTime()).as("it goes").isLessThan(until);
            }
        }
    }
}
