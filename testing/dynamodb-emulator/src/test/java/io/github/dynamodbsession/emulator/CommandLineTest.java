package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void everyDisturbanceIsTaken() {
        try (DynamoDbEmulator emulator = CommandLine.parse(
                        "--port=0",
                        "--host=localhost",
                        "--seed=-7",
                        "--transaction-time=20ms",
                        "--throttle-provisioned",
                        "--throttle-partitions=true",
                        "--stale-reads=0.25",
                        "--staleness=2s",
                        "--index-lag=1m",
                        "--activation=1h",
                        "--time-to-live",
                        "--late-attempts=1",
                        "--lateness=1d")
                .start()) {
            assertThat(emulator.disturbances())
                    .isEqualTo(new Disturbances(
                            -7,
                            Duration.ofMillis(20),
                            true,
                            true,
                            0.25,
                            Duration.ofSeconds(2),
                            Duration.ofMinutes(1),
                            Duration.ofHours(1),
                            true,
                            1,
                            Duration.ofDays(1)));
        }
    }

    @Test
    void withoutOptionsNothingIsDisturbed() {
        try (DynamoDbEmulator emulator =
                CommandLine.parse("--port=0", "--throttle-provisioned=false").start()) {
            assertThat(emulator.disturbances()).isEqualTo(Disturbances.NONE);
            assertThat(emulator.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "2s, PT2S", "30m, PT30M", "12h, PT12H", "14d, PT336H", "0, PT0S", "0s, PT0S"})
    void durationsAreANumberAndAUnit(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--foo", "--foo=1", "port=1", "8000", "-h", "", "--Port=8000", "--port:8000"})
    void anUnknownOptionIsRefusedWithAllThatThereAre(String argument) {
        assertRefused("unknown option '" + argument + "'; the options are --port, --host, --data,", argument);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port=", "--data=", "--staleness", "--time-to-live="})
    void anOptionWithoutAValueIsRefused(String argument) {
        assertRefused("needs a value, written as --", argument);
    }

    @Test
    void anOptionGivenTwiceIsRefused() {
        assertRefused("option --seed is given twice; once is right", "--seed=1", "--port=1", "--seed=1");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 65536, a port from 1 to 65535",
        "--port, -1, a port from 1 to 65535",
        "--port, +1, a port from 1 to 65535",
        "--port, x, a port from 1 to 65535",
        "--seed, 1.5, a whole number",
        "--seed, 99999999999999999999, a whole number",
        "--transaction-time, 20, a number and a unit",
        "--staleness, 1.5s, a number and a unit",
        "--index-lag, -1s, a number and a unit",
        "--activation, PT1S, a number and a unit",
        "--lateness, 3651d, a number and a unit",
        "--lateness, 9999999999s, a number and a unit",
        "--stale-reads, 1.1, a number from 0 to 1",
        "--stale-reads, NaN, a number from 0 to 1",
        "--late-attempts, -0.1, a number from 0 to 1",
        "--late-attempts, x, a number from 0 to 1",
        "--time-to-live, yes, true or false",
        "--throttle-provisioned, 1, true or false",
        "--throttle-partitions, no, true or false",
    })
    void aBadValueIsRefusedWithWhatWouldBeRight(String name, String value, String right) {
        assertRefused("bad value '" + value + "' for " + name + "; right is " + right, name + "=" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--host",
                "--data",
                "--time-to-live",
                "--seed",
                "--transaction-time",
                "--throttle-provisioned",
                "--throttle-partitions",
                "--stale-reads",
                "--staleness",
                "--index-lag",
                "--activation",
                "--late-attempts",
                "--lateness",
                "--help",
                "--version"
            })
    void everyOptionIsExplained(String name) {
        assertThat(CommandLine.HELP).contains("  " + name);
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> CommandLine.parse(arguments))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
