package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The threat model names tests, which must be there. */
class ThreatModelPageTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|Tests|Cases))`");

    @Test
    void everyThreatIsAnsweredByTestsThatExist() {
        Set<String> sources = sources();

        List<String> rows = Page.of("docs/threat-model.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1) // the head
                .toList();

        assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
            List<String> cells = List.of(row.split("\\|"));
            assertThat(TEST.matcher(cells.get(3)).results().map(found -> found.group(1)))
                    .as("tests in: %s", row)
                    .isNotEmpty()
                    .isSubsetOf(sources);
        });
    }

    @Test
    void aNameOfATestIsFoundInACell() {
        Matcher found = TEST.matcher(" `Other`, `TokenTests` ");

        assertThat(found.results().map(result -> result.group(1))).containsExactly("TokenTests");
    }

    private static Set<String> sources() {
        return Page.files(".java").stream()
                .map(file -> String.valueOf(file.getFileName()))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }
}
