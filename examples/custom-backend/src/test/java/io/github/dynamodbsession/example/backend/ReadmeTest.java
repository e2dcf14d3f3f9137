package io.github.dynamodbsession.example.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void itsExampleIsTheContractTestThatRuns() throws IOException {
        String test = Files.readString(
                Path.of("src/test/java/io/github/dynamodbsession/example/backend/FolderStorageContractTest.java"));

        assertThat(readme()).contains(test.substring(test.indexOf("class ")) + "```");
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
