package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target of a link exists, and every page is linked to. */
class LinksTest {

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        for (Page.Link link : page.links()) {
            assertThat(link.file()).as("a link of " + page.path()).exists();
            if (!link.anchor().isEmpty()) {
                assertThat(pageAt(link.file()).anchors())
                        .as("headings of " + link.file() + ", to which " + page.path() + " links")
                        .contains(link.anchor());
            }
        }
    }

    @Test
    void theContentsNameEveryPageOfTheDocumentation() {
        Set<Path> contents = Page.of("docs/README.md").links().stream()
                .map(link -> Page.root().relativize(link.file().normalize()))
                .collect(Collectors.toSet());

        assertThat(pages().map(Page::path)
                        .filter(path -> path.startsWith("docs") && !path.endsWith("README.md"))
                        .toList())
                .hasSizeGreaterThan(12)
                .isSubsetOf(contents);
        assertThat(pages().map(Page::path)
                        .filter(path ->
                                path.endsWith("README.md") && !path.startsWith("docs") && path.getNameCount() > 1)
                        .toList())
                .isSubsetOf(contents);
    }

    @Test
    void aHeadingIsNamedAsItsLinksNameIt() {
        Page page = new Page(Path.of("some.md"), "# What *is* `kept`, and what not\n\n## A [link](to.md)\n");

        assertThat(page.anchors()).containsExactlyInAnyOrder("what-is-kept-and-what-not", "a-link");
    }

    private static Page pageAt(Path file) {
        assertThat(file).isRegularFile();
        return Page.of(Page.root().relativize(file.normalize()).toString());
    }
}
