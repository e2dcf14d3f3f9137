package io.github.dynamodbsession.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The emulator and dynalite answer random requests alike, but for the listed differences. {@code -Ddifferential.seed} and
 * {@code -Ddifferential.requests} take another seed and another number of requests.
 */
class DifferentialTest {

    private static final int REQUESTS = 5_000;
    private static final int MANY_REQUESTS = 100_000;

    @Test
    void answersAsDynaliteDoes() {
        Report report = run(Settings.requests(REQUESTS));

        assertAgreement(report);
    }

    @Test
    @Tag("figures")
    void answersManyRequestsAsDynaliteDoes() {
        Report report = run(Settings.requests(MANY_REQUESTS));

        System.out.println(
                "Entries of the list that never matched: " + report.known().unmatched());
        assertAgreement(report);
    }

    private static Report run(int requests) {
        try (Dynalite dynalite = Dynalite.start();
                DynamoDbEmulator emulator = DynamoDbEmulator.start()) {
            DifferentialRun run = new DifferentialRun(
                    Settings.seed(), new HttpSide(emulator.endpoint()), dynalite.side(), KnownDifferences.listed());
            Report report = run.run(requests);
            System.out.println(report.summary());
            return report;
        }
    }

    private static void assertAgreement(Report report) {
        assertThat(report.findings().total()).withFailMessage(report::toString).isZero();
        assertThat(report.tally().validPart()).as("valid requests").isGreaterThan(0.7);
    }
}
