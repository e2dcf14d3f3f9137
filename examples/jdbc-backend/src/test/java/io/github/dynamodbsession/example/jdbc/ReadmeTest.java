package io.github.dynamodbsession.example.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void itsExampleIsTheContractTestThatRuns() throws IOException {
        String test =
                Files.readString(Path.of("src/test/java/io/github/dynamodbsession/example/jdbc/H2ContractTest.java"));

        assertThat(readme()).contains(test.substring(test.indexOf("class ")) + "```");
    }

    @Test
    void everyFileItPointsToIsThere() throws IOException {
        Matcher links = Pattern.compile("]\\((src/[^)]+)\\)").matcher(readme());
        int found = 0;
        while (links.find()) {
            assertThat(Path.of(links.group(1))).exists();
            found++;
        }
        assertThat(found).isPositive();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
