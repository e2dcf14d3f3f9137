package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContractSummaryTest {

    private final ContractSummary summary = new ContractSummary("SomeContractTest");

    private List<String> lines() {
        return summary.text().lines().toList();
    }

    @Test
    void nothingIsSaidOfARunWithoutATest() {
        assertThat(summary.isEmpty()).isTrue();

        summary.held(List.of());
        assertThat(summary.isEmpty()).isTrue();
    }

    @Test
    void aTestCountsForEveryPromiseThatItAsksFor() {
        summary.held(List.of(Promise.NO_RESURRECTION, Promise.ID_CHANGE));

        assertThat(lines())
                .hasSize(15)
                .startsWith("The promises of a storage, asked by SomeContractTest: 2 held, 0 failed, 0 skipped,"
                        + " 12 not tried")
                .contains(
                        "   1  not tried  No lost update",
                        "   2  held       No resurrection (1 test)",
                        "   7  held       An id change is atomic and loses nothing (1 test)");
    }

    @Test
    void oneTestThatFailsBreaksAPromise() {
        summary.held(List.of(Promise.SHARING));
        summary.failed(List.of(Promise.SHARING), "aTest", "What was seen: what to look at?");
        summary.skipped(List.of(Promise.SHARING), "not here");

        assertThat(lines())
                .containsSequence(
                        "  12  FAILED     Safe to share and to start together (1 of 2 tests failed; 1 test skipped: not"
                                + " here)",
                        "        aTest: What was seen: what to look at?",
                        "  13  not tried  Nobody else's sessions");
    }

    @Test
    void aPromiseIsSkippedWhereAllOfItsTestsAreForTheReasonsThatTheyGive() {
        summary.skipped(List.of(Promise.TOO_LARGE), "Assumption failed: no limit");
        summary.skipped(List.of(Promise.TOO_LARGE), "Assumption failed: no limit");
        summary.skipped(List.of(Promise.TOO_LARGE), "switched off");
        summary.skipped(List.of(Promise.TOO_LARGE), "");

        assertThat(lines())
                .contains("  10  skipped    Too large is said clearly (2 tests skipped: no limit; 1 test skipped:"
                        + " switched off; 1 test skipped)");
    }

    @Test
    void whatComesBesideThePromisesIsSaidOnlyWhereItWasTriedAndCountsForNone() {
        summary.held(List.of(Promise.INDEX));

        assertThat(lines())
                .startsWith("The promises of a storage, asked by SomeContractTest: 0 held, 0 failed, 0 skipped,"
                        + " 14 not tried")
                .endsWith("   -  held       Sessions are found by an index (1 test)");
    }

    @Test
    void ofManyFailuresTheFirstAreShown() {
        for (int i = 1; i <= 7; i++) {
            summary.failed(List.of(Promise.TOKENS), "test" + i, "Seen: why?");
        }

        assertThat(lines())
                .endsWith(
                        "  14  FAILED     A copy of the table opens no session (7 of 7 tests failed)",
                        "        test1: Seen: why?",
                        "        test2: Seen: why?",
                        "        test3: Seen: why?",
                        "        test4: Seen: why?",
                        "        test5: Seen: why?",
                        "        and 2 more");
    }
}
