package io.github.dynamodbsession.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.docs.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final String EXAMPLE = "SessionsInDynamoDb.java";

    private final Page readme = Page.of("README.md");

    @Test
    void theFirstExampleIsTheCompiledOne() {
        assertThat(readme.example(EXAMPLE)).isEqualTo(Page.compiled(ReadmeTest.class, EXAMPLE, "@WebListener"));
    }

    @Test
    void anotherExampleWouldBeNoticed() {
        Page other = new Page(
                Path.of("other.md"), "<!-- example: SessionsInDynamoDb.java -->\n```java\nclass Other {}\n```\n");

        assertThat(other.example(EXAMPLE)).isEqualTo("class Other {}\n");
    }

    @Test
    void everyLinkedFileIsThere() {
        assertThat(readme.linkedFiles()).hasSizeGreaterThan(4).allSatisfy(file -> assertThat(file)
                .exists());
    }
}
