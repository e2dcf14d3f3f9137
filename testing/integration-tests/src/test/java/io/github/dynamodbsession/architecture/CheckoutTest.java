package io.github.dynamodbsession.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The effects of a checkout on a user's machine. */
class CheckoutTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Reactor reactor = Reactor.here();

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    @Test
    void theWrapperKnowsWhichMavenIsTheRightOne() throws IOException {
        Properties wrapper = properties(reactor.root().resolve(".mvn/wrapper/maven-wrapper.properties"));

        assertThat(wrapper.getProperty("distributionSha256Sum", "")).matches("[0-9a-f]{64}");
    }

    /** Those of tests, examples and the demo are not part of the aggregated javadoc. */
    @Test
    void theJavadocOfAllModulesIsThatOfTheDeployedOnes() {
        String skipped = Reactor.valuesOf(reactor.root().resolve("pom.xml"))
                .filter(value -> value.startsWith("dynamodb-emulator,"))
                .findFirst()
                .orElse("");

        assertThat(skipped.split(","))
                .containsExactlyInAnyOrderElementsOf(reactor.modules().stream()
                        .filter(module ->
                                !module.deployed() && module.packaging().equals("jar"))
                        .map(Reactor.Module::artifactId)
                        .toList());
    }

    /** So that what all of them leave is there when it is looked at; modules are built at the same time. */
    @Test
    void theTestsOfEveryModuleRunBeforeThoseOfThisOne() {
        Reactor.Module last = reactor.modules().get(reactor.modules().size() - 1);
        assertThat(last.folder()).isEqualTo("testing/integration-tests");

        assertThat(Reactor.valuesOf(last.path().resolve("pom.xml")))
                .containsAll(reactor.modules().stream()
                        .filter(module -> Files.isDirectory(module.path().resolve("src/test")))
                        .map(Reactor.Module::artifactId)
                        .toList());
    }

    @Test
    void everyModuleStandsInTheTableOfFolders() throws IOException {
        String page = Files.readString(reactor.root().resolve("CONTRIBUTING.md"));

        assertThat(notInTheTable(
                        reactor.modules().stream().map(Reactor.Module::folder).toList(), page))
                .isEmpty();
    }

    @Test
    void aModuleThatTheTableDoesNotNameIsSeen() {
        String page =
                """
                `forgotten` is named in the text
                | folder | what belongs there |
                |---|---|
                | `named`, `beside` | `in-the-second-column` |
                | `many` | one a folder |

                | `in-another-table` | |
                """;

        assertThat(notInTheTable(
                        List.of(
                                "named",
                                "beside",
                                "many/one",
                                "named/one",
                                "forgotten",
                                "in-the-second-column",
                                "in-another-table"),
                        page))
                .containsExactly("forgotten", "in-the-second-column", "in-another-table");
    }

    /** A folder of several modules may be named in their place. */
    private static List<String> notInTheTable(List<String> modules, String page) {
        String table = page.substring(page.indexOf("| folder | what belongs there |"));
        Set<String> named = table.lines()
                .takeWhile(line -> !line.isBlank())
                .flatMap(line ->
                        CODE.matcher(line.substring(0, line.indexOf('|', 1))).results())
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
        return modules.stream()
                .filter(module -> Stream.iterate(Path.of(module), folder -> folder != null, Path::getParent)
                        .noneMatch(folder -> named.contains(folder.toString())))
                .toList();
    }

    /** Their credentials and logins are fake. */
    @Test
    void everyExampleForSpringBootListensOnTheLoopbackInterface() throws IOException {
        List<Path> examples = reactor.modules().stream()
                .filter(module -> module.folder().startsWith("examples/spring-boot-"))
                .map(module -> module.path().resolve("src/main/resources/application.properties"))
                .toList();

        assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
        for (Path example : examples) {
            assertThat(properties(example)).as(example.toString()).containsEntry("server.address", "127.0.0.1");
        }
    }
}
