package io.github.dynamodbsession.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.architecture.Reactor;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No token, id or value is in what the tests of a module logged, at any level, in what they printed, or in an exception
 * that this project created meanwhile. It runs after the tests of all modules, and looks at those that have run.
 */
class NothingShownTest {

    /** Modules whose tests log nothing of this project's. */
    private static final Set<String> SILENT = Set.of(
            "session-codec-json",
            "session-codec-jackson",
            "session-codec-gson",
            "testing/dynamodb-emulator",
            "testing/dynamodb-conformance",
            "testing/servlet-contract");

    /** How much a failure says. */
    private static final int FIRST = 10;

    private static final Set<String> OURS = UserClasses.names();

    private static Stream<String> modules() {
        return Reactor.here().modules().stream()
                .filter(each -> Files.isDirectory(each.path().resolve("target/surefire-reports")))
                .map(Reactor.Module::folder);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theTestsOfAModuleShowNoTokenIdOrValue(String module) {
        List<Allowed> allowed = Allowed.ALL.stream()
                .filter(each -> each.module().equals(module))
                .toList();
        TestOutput output = TestOutput.in(Reactor.here().root().resolve(module).resolve("target"), OURS::contains);

        assertThat(output.showing().stream()
                        .filter(line -> allowed.stream().noneMatch(each -> each.allows(line)))
                        .limit(FIRST))
                .as("what the tests of %s show of tokens, ids and values", module)
                .isEmpty();
        assertThat(output.thrown())
                .as("exceptions recorded of the tests of %s, as pom.xml tells surefire", module)
                .isPositive();
        if (output.whole()) {
            assertThat(output.logged() > 0)
                    .as("%s has lines in target/suite-0.log, unless it is one of those that log nothing", module)
                    .isEqualTo(!SILENT.contains(module));
            assertThat(allowed)
                    .filteredOn(each -> output.lines().stream().anyMatch(each::isAbout))
                    .as("all that is allowed is shown by the tests of %s", module)
                    .allMatch(each -> output.showing().stream().anyMatch(each::allows));
        }
    }
}
