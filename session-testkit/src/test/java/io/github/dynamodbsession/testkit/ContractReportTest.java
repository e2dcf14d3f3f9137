package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What a contract prints, and what it says of a test that fails. */
class ContractReportTest {

    private static final Pattern PROMISE_OF_README = Pattern.compile("(?m)^(\\d+)\\. \\*\\*([^*]+?)[.:]?\\*\\*");

    abstract static class Good extends StorageClientContract {

        private final StorageClient shared = Break.good();

        @Override
        protected StorageClient newClient() {
            return shared;
        }
    }

    static class First extends Good {}

    static class Second extends Good {}

    static class Asynchronous extends AsyncStorageClientContract {

        private final StorageClient shared = Break.good();

        @Override
        protected AsyncStorageClient newAsyncClient() {
            return AsyncStorageClient.bridge(shared, Runnable::run);
        }
    }

    static class Careless extends StorageClientContract {

        private final StorageClient shared = LossBreaks.all().get(0).storage().get();

        @Override
        protected StorageClient newClient() {
            return shared;
        }

        /** Not of the contract: neither counted nor explained. */
        @Test
        void aTestOfTheUsersOwn() {
            throw new AssertionError("as it is");
        }
    }

    static class Unreachable extends StorageClientContract {
        @Override
        protected StorageClient newClient() {
            return new ClientDecorator(Break.good()) {
                @Override
                public Optional<SessionRecord> get(String id, Instant now) {
                    throw new SessionStorageException("No connection came free within 2 s", true, null);
                }
            };
        }
    }

    private static DiscoverySelector part(Class<?> contract, Class<?> part) {
        return DiscoverySelectors.selectNestedClass(List.of(contract), part);
    }

    /** What a run prints and logs. */
    private record Printed(TestExecutionSummary summary, String out, String err, List<String> logged) {}

    /** One of these at a time: the streams are those of the JVM. */
    private static Printed printed(Supplier<TestExecutionSummary> run) {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                    logged.add(line.getLoggerName() + ": " + line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        Logger.getLogger("").addHandler(handler);
        try {
            TestExecutionSummary summary = run.get();
            return new Printed(
                    summary,
                    outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8),
                    List.copyOf(logged));
        } finally {
            Logger.getLogger("").removeHandler(handler);
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void aPassingRunPrintsOneSummaryAndNothingElse() {
        Printed printed = printed(() -> Contracts.runAsUsersDo(DiscoverySelectors.selectClass(First.class)));

        assertThat(Contracts.failures(printed.summary())).isEmpty();
        assertThat(printed.logged()).isEmpty();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out().lines())
                .startsWith(
                        "The promises of a storage, asked by ContractReportTest.First: 13 held, 0 failed, 1 skipped")
                .anyMatch(line -> line.matches("   1  held       No lost update \\(\\d+ tests\\)"))
                .contains(
                        "  10  skipped    Too large is said clearly (6 tests skipped: this storage has no limit on a"
                                + " session's size: sizeLimit() is empty)",
                        "  13  held       Nobody else's sessions (5 tests; 6 tests skipped: this storage knows no other"
                                + " namespace: newClientOfAnotherNamespace() is empty)")
                .hasSize(1 + 14 + 6);
    }

    @Test
    void theReadmeShowsWhatARunPrints() throws IOException {
        Printed printed = printed(() -> Contracts.runAsUsersDo(DiscoverySelectors.selectClass(First.class)));

        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.split("<!-- summary -->\n```\n", -1)[1].split("```", -1)[0];
        assertThat(shown.lines().filter(line -> !line.isBlank() && !line.strip().equals("...")))
                .isNotEmpty()
                .map(line -> line.replace("H2ContractTest", "ContractReportTest.First"))
                .isSubsetOf(printed.out().lines().toList());
    }

    @Test
    void anAsynchronousContractPrintsOneToo() {
        Printed printed = printed(() -> Contracts.runAsUsersDo(DiscoverySelectors.selectClass(Asynchronous.class)));

        assertThat(Contracts.failures(printed.summary())).isEmpty();
        assertThat(printed.logged()).isEmpty();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out().lines())
                .startsWith(
                        "The promises of a storage, asked by ContractReportTest.Asynchronous: 13 held, 0 failed, 1 skipped")
                .hasSize(1 + 14 + 7);
    }

    @Test
    void classesSideBySidePrintOneEachAndWhole() {
        Printed printed = printed(() -> Contracts.runSideBySideAsUsersDo(
                DiscoverySelectors.selectClass(First.class), DiscoverySelectors.selectClass(Second.class)));

        assertThat(Contracts.failures(printed.summary())).isEmpty();
        assertThat(printed.logged()).isEmpty();
        assertThat(printed.err()).isEmpty();
        List<String> lines = printed.out().lines().toList();
        List<String> one = lines.subList(1, lines.size() / 2);
        List<String> other = lines.subList(lines.size() / 2 + 1, lines.size());
        assertThat(lines)
                .containsOnlyOnce(
                        "The promises of a storage, asked by ContractReportTest.First: 13 held, 0 failed, 1 skipped",
                        "The promises of a storage, asked by ContractReportTest.Second: 13 held, 0 failed, 1 skipped");
        assertThat(one).hasSize(20).isEqualTo(other);
    }

    @Test
    void aPromiseThatFailsIsNamedWithWhatToLookAtAndTheOthersAreNotTried() {
        Printed printed =
                printed(() -> Contracts.runAsUsersDo(part(Careless.class, StorageClientContract.NoLostUpdate.class)));

        assertThat(printed.out())
                .startsWith(
                        "The promises of a storage, asked by ContractReportTest.Careless: 0 held, 1 failed, 0 skipped,"
                                + " 13 not tried")
                .containsPattern("\n   1  FAILED     No lost update \\(\\d of 7 tests failed\\)\n")
                .contains(
                        "\n        overlappingWritersOfDifferentAttributesAllSurvive: Two saves that had read the same"
                                + " version were both applied, and one undid the other: is the write conditional on the version")
                .contains("\n  13  not tried  Nobody else's sessions\n")
                .doesNotContain("Sessions are listed");
        assertThat(printed.summary().getFailures()).isNotEmpty().allSatisfy(failure -> assertThat(
                        failure.getException())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Promise 1 (No lost update). " + Contracts.hint(failure) + "\n"));
    }

    @Test
    void aTestOfTheUsersOwnFailsAsItDoesAndNoSummaryIsMade() {
        Printed printed = printed(
                () -> Contracts.runAsUsersDo(DiscoverySelectors.selectMethod(Careless.class, "aTestOfTheUsersOwn")));

        assertThat(printed.out()).isEmpty();
        assertThat(printed.summary().getFailures())
                .extracting(failure -> failure.getException().getMessage())
                .containsExactly("as it is");
    }

    @Test
    void anExceptionWhereAnAnswerWasExpectedIsToldAsThat() {
        Printed printed = printed(
                () -> Contracts.runAsUsersDo(part(Unreachable.class, StorageClientContract.NoLostUpdate.class)));

        assertThat(printed.summary().getFailures()).hasSize(7).allSatisfy(failure -> assertThat(failure.getException())
                .hasMessageStartingWith("An exception came where an answer was expected. Look at its cause first:")
                .hasMessageContaining(Contracts.hint(failure))
                .hasMessageContaining("No connection came free within 2 s")
                .hasCauseInstanceOf(Throwable.class));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyTestSaysWhatToLookAt(Class<?> tests) {
        List<Method> methods = testsOf(tests).toList();

        assertThat(methods).isNotEmpty().allSatisfy(test -> {
            assertThat(test.isAnnotationPresent(LookAt.class))
                    .as(test.getName())
                    .isTrue();
            assertThat(test.getAnnotation(LookAt.class).value())
                    .as(test.getName())
                    .matches("[A-Z].{10,}: .{15,}[?.]")
                    .contains("?");
        });
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyTestOfAStorageSaysWhichPromiseItAsksFor(Class<?> tests) {
        assertThat(testsOf(tests).filter(test -> !AttributeCodecContract.class.equals(tests)))
                .allMatch(test -> test.isAnnotationPresent(Asks.class)
                        || test.getDeclaringClass().isAnnotationPresent(Asks.class));
    }

    @Test
    void everyPromiseIsAskedForByATest() {
        assertThat(contracts()
                        .flatMap(ContractReportTest::testsOf)
                        .flatMap(test -> Stream.of(
                                test.getAnnotation(Asks.class),
                                test.getDeclaringClass().getAnnotation(Asks.class)))
                        .filter(asks -> asks != null)
                        .flatMap(asks -> Arrays.stream(asks.value())))
                .contains(Promise.values());
    }

    @Test
    void promisesHaveTheNumbersAndNamesOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        List<String> promised = PROMISE_OF_README
                .matcher(readme)
                .results()
                .map((MatchResult promise) ->
                        promise.group(1) + " " + promise.group(2).replaceAll("\\s+", " "))
                .toList();

        assertThat(Arrays.stream(Promise.values())
                        .filter(Promise::isNumbered)
                        .map(promise -> promise.number() + " " + promise.title()))
                .hasSize(14)
                .isEqualTo(promised);
    }

    static Stream<Class<?>> contracts() {
        return Stream.concat(
                Stream.of(AttributeCodecContract.class),
                Stream.of(StorageClientContract.class, AsyncStorageClientContract.class)
                        .flatMap(contract -> Arrays.stream(contract.getDeclaredClasses()))
                        .filter(part -> part.isAnnotationPresent(Nested.class))
                        .map(Class::getSuperclass)
                        .distinct());
    }

    private static Stream<Method> testsOf(Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Test.class));
    }
}
