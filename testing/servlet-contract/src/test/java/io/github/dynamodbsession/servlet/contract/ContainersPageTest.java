package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContainersPageTest {

    private static final Pattern LIMIT = Pattern.compile("(?m)^- \\*\\*(.+?)\\.\\*\\*");

    @Test
    void thePageNamesExactlyTheLimitsThatTheCasesKnow() throws IOException {
        String page = Files.readString(Path.of("../../docs/servlet-containers.md"));
        List<String> titles =
                LIMIT.matcher(page).results().map(match -> match.group(1)).toList();

        assertThat(titles)
                .containsExactlyElementsOf(
                        Stream.of(FilterLimit.values()).map(FilterLimit::title).toList());
    }
}
