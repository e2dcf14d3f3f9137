package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract passes a good client, and fails each of many that break one promise. */
class ContractBitesTest {

    private static final int AT_LEAST_SO_MANY_TESTS = 180;

    /** What the client of the contract that is run next is made of; the platform makes that contract itself. */
    private static volatile Break subject = Break.client("nothing", Object.class, c -> c);

    static class Subject extends StorageClientContract {

        private final StorageClient shared = subject.storage().get();

        @Override
        protected StorageClient newClient() {
            return shared;
        }

        @Override
        protected Optional<StorageClient> newClientOfAnotherNamespace() {
            return Optional.of(subject.caughtBy() == Namespace.class ? shared : Break.good());
        }
    }

    static class LimitedSubject extends Subject {
        @Override
        protected OptionalLong sizeLimit() {
            return OptionalLong.of(LimitedClient.LIMIT);
        }
    }

    @Test
    void aGoodClientKeepsEveryPromise() {
        subject = Break.client("nothing", Object.class, c -> c);

        TestExecutionSummary summary = Contracts.run(DiscoverySelectors.selectClass(Subject.class));

        assertThat(Contracts.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(AT_LEAST_SO_MANY_TESTS);
        assertThat(summary.getTestsAbortedCount())
                .as("tests of a limit, and of attributes that are stored apart, which this client does not have")
                .isEqualTo(6 + 11);
    }

    /** All tests of a run share one storage here, and with what an earlier run has left in it. */
    static class SideBySide extends StorageClientContract {

        private static final StorageClient SHARED = Break.good();

        @Override
        protected StorageClient newClient() {
            return SHARED;
        }
    }

    @Test
    void testsMayRunSideBySideOnAStorageThatIsNotEmpty() {
        for (int run = 0; run < 2; run++) {
            TestExecutionSummary summary = Contracts.runSideBySide(DiscoverySelectors.selectClass(SideBySide.class));

            assertThat(Contracts.failures(summary)).isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(100);
        }
    }

    @Test
    void aGoodClientWithALimitKeepsThePromiseOfIt() {
        subject = Break.client("nothing", Object.class, LimitedClient::new);

        TestExecutionSummary summary = Contracts.run(DiscoverySelectors.selectNestedClass(
                List.of(LimitedSubject.class), StorageClientContract.SizeLimit.class));

        assertThat(Contracts.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(6);
    }

    @Test
    void everyPartOfTheContractIsBroken() {
        Set<Class<?>> parts = Arrays.stream(StorageClientContract.class.getDeclaredClasses())
                .filter(part -> part.isAnnotationPresent(Nested.class))
                .collect(Collectors.toSet());

        assertThat(Stream.concat(breaks(), breaksOfLimits())
                        .<Class<?>>map(Break::caughtBy)
                        .collect(Collectors.toSet()))
                .isEqualTo(parts);
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBrokenPromiseIsCaught(Break broken) {
        assertThatItIsCaught(broken, Subject.class);
    }

    @ParameterizedTest
    @MethodSource("breaksOfLimits")
    void aBrokenLimitIsCaught(Break broken) {
        assertThatItIsCaught(broken, LimitedSubject.class);
    }

    static Stream<Break> breaks() {
        return Stream.of(
                        LossBreaks.all(),
                        PresenceBreaks.all(),
                        ValueBreaks.all(),
                        TouchBreaks.all(),
                        ReapBreaks.all(),
                        AbilityBreaks.all(),
                        ApartBreaks.all(),
                        IdChangeBreaks.all(),
                        RenewalBreaks.all(),
                        NeighbourBreaks.all())
                .flatMap(List::stream);
    }

    static Stream<Break> breaksOfLimits() {
        return LimitBreaks.all().stream();
    }

    private static void assertThatItIsCaught(Break broken, Class<?> contract) {
        subject = broken;

        TestExecutionSummary summary =
                Contracts.run(DiscoverySelectors.selectNestedClass(List.of(contract), broken.caughtBy()));

        assertThat(summary.getTestsStartedCount()).isPositive();
        assertThat(Contracts.failures(summary))
                .as("what catches that it %s", broken.what())
                .isNotEmpty();
        assertThat(summary.getFailures()).allSatisfy(failure -> assertThat(failure.getException())
                .hasMessageContaining(Contracts.hint(failure)));
    }
}
