package io.github.dynamodbsession.crosscodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page documents for each kind of value what the codecs do with it, on this JDK and on others. */
class KeptValuesTest {

    private static final String BEGIN = "<!-- kept values -->\n";
    private static final String END = "<!-- end of kept values -->";

    @Test
    void thePageHasTheTable() throws IOException {
        String page = Files.readString(Path.of("../../docs/json-format.md"));
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .isEqualTo(KeptValues.table());
    }

    @Test
    void noCodecChangesAValue() {
        assertThat(KeptValues.table()).doesNotContain("CHANGED");
    }

    @Test
    void aZoneOrACurrencyOfANewerJdkIsSaidSo() {
        for (AttributeCodec codec : List.of(JacksonCodec.create(), GsonCodec.create())) {
            for (String json : List.of(
                    "{\"@type\":\"ZoneId\",\"@value\":\"Europe/Berlon\"}",
                    "{\"@type\":\"TimeZone\",\"@value\":\"Europe/Berlon\"}",
                    "{\"@type\":\"ZonedDateTime\",\"@value\":\"2026-01-01T00:00+01:00[Europe/Berlon]\"}",
                    "{\"@type\":\"Currency\",\"@value\":\"EUQ\"}")) {
                assertThatThrownBy(() -> codec.decode(EncodedValue.text(json)))
                        .isInstanceOf(SessionCodecException.class)
                        .hasMessageContaining("that this JDK (")
                        .hasMessageContaining("does not know");
            }
        }
    }

    @Test
    void otherJdksDoTheSame(@TempDir Path folder) throws Exception {
        List<Path> others = otherJdks();
        Assumptions.assumeFalse(others.isEmpty(), "no other JDK in /usr/lib/jvm");
        for (Path jdk : others) {
            Path output = folder.resolve("table");
            Process process = new ProcessBuilder(
                            jdk.resolve("bin/java").toString(),
                            "-Dstdout.encoding=UTF-8",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KeptValues.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor()).as(jdk.toString()).isZero();
            assertThat(Files.readString(output, StandardCharsets.UTF_8))
                    .as(jdk.toString())
                    .isEqualTo(KeptValues.table());
        }
    }

    /** The JDKs in the usual folder of a distribution that can run this library. */
    private static List<Path> otherJdks() throws IOException {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return List.of();
        }
        try (Stream<Path> jdks = Files.list(usual)) {
            return jdks.filter(jdk -> jdk.getFileName().toString().matches(".*\\b(17|21|25)\\b.*"))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")) && !Files.isSymbolicLink(jdk))
                    .toList();
        }
    }
}
