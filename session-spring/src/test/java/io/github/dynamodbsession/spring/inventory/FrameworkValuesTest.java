package io.github.dynamodbsession.spring.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassGroup;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.spring.FlashMapCodec;
import io.github.dynamodbsession.spring.security.SecurityJsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What frameworks put into sessions comes back by each codec, from this JDK and from another. */
class FrameworkValuesTest {

    private static Map<String, AttributeCodec> codecs() {
        JavaSerializationCodec.Builder java = JavaSerializationCodec.builder();
        for (ClassGroup group : ClassGroup.values()) {
            java.allow(group);
        }
        return new TreeMap<>(Map.of(
                "java",
                java.build(),
                "jackson",
                FlashMapCodec.beside(
                        SecurityJsonCodec.builder(JacksonCodec.create()).build()),
                "gson",
                FlashMapCodec.beside(
                        SecurityJsonCodec.builder(GsonCodec.create()).build())));
    }

    static Stream<String> names() {
        return FrameworkValues.names().stream();
    }

    /** The lock is an object and nothing more: JSON leaves it out. */
    private static boolean isKept(String codec, String name) {
        return codec.equals("java") || !name.equals("lock of a session");
    }

    @ParameterizedTest
    @MethodSource("names")
    void itComesBackByEachCodec(String name) {
        Object value = FrameworkValues.all().get(name);
        codecs().forEach((codec, it) -> {
            if (isKept(codec, name)) {
                EncodedValue once = it.encode(value);
                Object read = it.decode(once);
                assertThat(read).as(codec).hasSameClassAs(plain(value));
                assertThat(it.decode(it.encode(read))).as(codec).hasSameClassAs(read);
                assertThat(description(read)).as(codec).isEqualTo(description(value));
            }
        });
    }

    /** A map of clients comes back as a plain one. */
    private static Object plain(Object value) {
        return value instanceof Map<?, ?> map ? new java.util.HashMap<>(map) : value;
    }

    private static String description(Object value) {
        return value.toString().replaceAll("@[0-9a-f]+", "");
    }

    /** Run by a JVM of another JDK: writes into a folder, or reads what is there. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        for (Map.Entry<String, AttributeCodec> codec : codecs().entrySet()) {
            for (Map.Entry<String, Object> value : FrameworkValues.all().entrySet()) {
                if (isKept(codec.getKey(), value.getKey())) {
                    Path file = folder.resolve(codec.getKey() + "-" + value.getKey());
                    if (arguments[0].equals("write")) {
                        write(file, codec.getValue().encode(value.getValue()));
                    } else {
                        read(file, codec.getKey(), codec.getValue());
                    }
                }
            }
        }
    }

    private static void write(Path file, EncodedValue encoded) throws IOException {
        Files.write(
                file,
                encoded instanceof EncodedValue.Binary binary
                        ? binary.inputStream().readAllBytes()
                        : ((EncodedValue.Text) encoded).content().getBytes(StandardCharsets.UTF_8));
    }

    private static Object read(Path file, String codec, AttributeCodec it) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return it.decode(
                codec.equals("java")
                        ? EncodedValue.binary(bytes)
                        : EncodedValue.text(new String(bytes, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @ValueSource(strings = {"17", "25"})
    void whatOneJdkWritesAnotherReads(String other, @TempDir Path folder) throws Exception {
        Path jvm = jdk(other);
        Assumptions.assumeTrue(!String.valueOf(Runtime.version().feature()).equals(other), "this is that JDK");
        run(jvm, "write", folder);
        assertThat(folder).isNotEmptyDirectory();
        for (Map.Entry<String, AttributeCodec> codec : codecs().entrySet()) {
            for (String name : FrameworkValues.names()) {
                if (isKept(codec.getKey(), name)) {
                    assertThat(read(folder.resolve(codec.getKey() + "-" + name), codec.getKey(), codec.getValue()))
                            .as(name)
                            .isNotNull();
                }
            }
        }
        main(new String[] {"write", folder.toString()});
        run(jvm, "read", folder);
    }

    /** Where distributions put a JDK, or where {@code -Djdk.25=/path} says. */
    private static Path jdk(String version) throws IOException {
        String told = System.getProperty("jdk." + version);
        if (told != null) {
            return Path.of(told);
        }
        Path usual = Path.of("/usr/lib/jvm");
        Assumptions.assumeTrue(Files.isDirectory(usual), "no JDKs in " + usual);
        try (Stream<Path> jdks = Files.list(usual)) {
            List<Path> found = jdks.filter(
                            jdk -> jdk.getFileName().toString().matches(".*(jdk|java|temurin)-" + version + "\\b.*"))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .sorted()
                    .toList();
            Assumptions.assumeFalse(found.isEmpty(), "no JDK " + version + " in " + usual);
            return found.get(0);
        }
    }

    private static void run(Path jdk, String what, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                jdk.resolve("bin/java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FrameworkValuesTest.class.getName(),
                what,
                folder.toString()));
        Path output = Files.createTempFile("other-jdk", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> text(output)).isZero();
        Files.delete(output);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
