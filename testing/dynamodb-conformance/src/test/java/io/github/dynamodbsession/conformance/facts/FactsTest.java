package io.github.dynamodbsession.conformance.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What DynamoDB does, asked of the endpoint of this run: each fact of the files in {@code facts} is one test. */
class FactsTest {

    private static final int AT_LEAST = 300;

    @TestFactory
    Stream<DynamicContainer> facts() throws IOException {
        Api api = new Api(DynamoDbEndpoint.shared());
        JsonNode readyMade = readyMadeTables();
        return FactFiles.all().stream()
                .map(file -> dynamicContainer(
                        FactFiles.topic(file),
                        FactFiles.read(file).stream()
                                .map(fact -> dynamicTest(fact.sentence(), () -> {
                                    try (Run run = new Run(api, fact, readyMade)) {
                                        run.run();
                                    }
                                }))));
    }

    private static JsonNode readyMadeTables() throws IOException {
        try (InputStream tables =
                Objects.requireNonNull(FactsTest.class.getResourceAsStream("/facts/ready-made/tables.json"))) {
            return FactFiles.JSON.readTree(tables);
        }
    }

    @Test
    void everyFileHasFacts() {
        assertThat(FactFiles.all()).isNotEmpty().allSatisfy(file -> assertThat(FactFiles.read(file))
                .isNotEmpty());
    }

    @Test
    void everyFactSaysWhatIsSoAndWhereItIsKnownFrom() {
        all().forEach(fact -> {
            assertThat(fact.sentence()).as("the sentence").isNotBlank().endsWith(".");
            assertThat(fact.source()).as("the source of: " + fact.sentence()).isNotBlank();
            assertThat(fact.asksSomething()).as(fact.sentence()).isTrue();
        });
    }

    @Test
    void noTwoFactsAreCalledTheSame() {
        assertThat(all().stream().map(Fact::sentence)).doesNotHaveDuplicates();
    }

    @Test
    void noFactsHaveBeenLost() {
        assertThat(all().size()).isGreaterThanOrEqualTo(AT_LEAST);
    }

    private static List<Fact> all() {
        return FactFiles.all().stream()
                .map(FactFiles::read)
                .flatMap(List::stream)
                .toList();
    }
}
