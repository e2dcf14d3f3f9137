package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples on the pages can be copied as they are. */
class ExamplesTest {

    private static Stream<Snippet> snippets(String language) {
        return Page.all().stream().flatMap(page -> page.snippets().stream()).filter(snippet -> snippet.language()
                .equals(language));
    }

    static Stream<Snippet> java() {
        return snippets("java");
    }

    static Stream<Snippet> poms() {
        return snippets("xml").filter(snippet -> snippet.text().contains("<dependency>"));
    }

    static Stream<Snippet> properties() {
        return snippets("properties");
    }

    private static Snippet snippet(String page) {
        List<Snippet> snippets = new Page(Path.of("some.md"), page).snippets();
        assertThat(snippets).hasSize(1);
        return snippets.get(0);
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompilesAndBringsItsImports(Snippet snippet) {
        assertThat(new JavaSource(snippet.text()).errors(beside(snippet))).isEmpty();
    }

    /** Other files of the same project, shown in one section of a page. */
    private static List<JavaSource> beside(Snippet snippet) {
        return snippet.page().snippets().stream()
                .filter(other -> other.language().equals("java") && !other.equals(snippet))
                .filter(other -> other.file().isPresent() && other.heading().equals(snippet.heading()))
                .map(other -> new JavaSource(other.text()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("java")
    void aPublicClassIsInAFileThatIsNamed(Snippet snippet) {
        new JavaSource(snippet.text()).publicType().ifPresent(type -> assertThat(
                        snippet.file().orElse(""))
                .as("the file that the paragraph before " + snippet + " names")
                .endsWith("/" + type + ".java"));
    }

    @ParameterizedTest
    @MethodSource("poms")
    void aDependencyHasItsVersionAndItsFile(Snippet snippet) {
        PomFragment fragment = PomFragment.of(snippet.text());

        assertThat(snippet.file())
                .as("the file that " + snippet + " belongs in")
                .hasValue("pom.xml");
        assertThat(fragment.ourVersions()).as("our versions in " + snippet).containsOnly(Project.version());
        assertThat(fragment.ourArtifacts()).isNotEmpty().isSubsetOf(Project.deployedArtifacts());
        assertThat(fragment.withoutVersion())
                .as("dependencies of " + snippet + " whose version nothing says")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyIsOneThatThereIs(Snippet snippet) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(snippet.text()));

        assertThat(snippet.file().orElse("")).endsWith("application.properties");
        assertThat(properties.stringPropertyNames().stream()
                        .filter(name -> name.startsWith("dynamodb.session."))
                        .map(name -> name.replaceAll("\\[\\d+]$", ""))
                        .toList())
                .isSubsetOf(BootProperties.beginningWith("dynamodb.session."));
    }

    @Test
    void thereAreExamples() {
        assertThat(java().count()).isGreaterThan(15);
        assertThat(poms().count()).isGreaterThan(5);
        assertThat(properties().count()).isGreaterThan(1);
    }

    @Test
    void whatDoesNotCompileIsToldWithItsLine() {
        assertThat(new JavaSource("import java.util.List;\n\nLost<String> names = List.of();\n").errors(List.of()))
                .contains("cannot find symbol")
                .contains("class Lost");
        assertThat(new JavaSource("import java.util.List;\n\nList<String> names = List.of();\n").errors(List.of()))
                .isEmpty();
    }

    @Test
    void aFileIsTheLastThatTheParagraphNames() {
        assertThat(snippet("In `pom.xml`:\n\nBeside `a.xml`, in\n`src/main/java/A.java`:\n\n```java\nclass A {}\n```\n")
                        .file())
                .hasValue("src/main/java/A.java");
        assertThat(snippet("In `pom.xml`:\n\nThen:\n\n```java\nclass A {}\n```\n")
                        .file())
                .isEmpty();
    }

    @Test
    void aDependencyWithoutVersionIsNoticed() {
        String dependency = "<dependency><groupId>g</groupId><artifactId>a</artifactId></dependency>";

        assertThat(PomFragment.of(dependency).withoutVersion()).containsExactly("g:a");
    }
}
