package io.github.dynamodbsession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path ROOT = root();

    @Test
    void theFirstExampleIsTheCompiledOne() {
        String source = read(ROOT.resolve(
                "integration-tests/src/test/java/io/github/dynamodbsession/readme/SessionsInDynamoDb.java"));
        String body = source.substring(source.indexOf("@WebListener"));

        assertThat(example(read(ROOT.resolve("README.md")))).isEqualTo(body);
    }

    @Test
    void anotherExampleWouldBeNoticed() {
        String other = "<!-- example: SessionsInDynamoDb.java -->\n```java\nclass Other {}\n```\n";

        assertThat(example(other)).isEqualTo("class Other {}\n");
    }

    @Test
    void everyLinkedFileIsThere() {
        Matcher links = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(read(ROOT.resolve("README.md")));
        int found = 0;
        while (links.find()) {
            if (!links.group(1).contains("://")) {
                assertThat(ROOT.resolve(links.group(1))).exists();
                found++;
            }
        }
        assertThat(found).isGreaterThan(4);
    }

    private static String example(String readme) {
        Matcher block = Pattern.compile(
                        "<!-- example: SessionsInDynamoDb.java -->\\n```java\\n(.*?)```\\n", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).as("an example in the README").isTrue();
        return block.group(1);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("bom"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
