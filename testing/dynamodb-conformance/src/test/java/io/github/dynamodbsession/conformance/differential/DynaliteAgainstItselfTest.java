package io.github.dynamodbsession.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The differential run finds what is wrong, and nothing that is not. */
class DynaliteAgainstItselfTest {

    private static final int REQUESTS = 600;

    private Dynalite one;
    private Dynalite other;

    @BeforeEach
    void start() {
        one = Dynalite.start();
        other = Dynalite.start();
    }

    @AfterEach
    void stop() {
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() {
        Report report = run(one.side(), Settings.requests(REQUESTS));

        System.out.println(report.summary());
        assertThat(report.findings().total()).withFailMessage(report::toString).isZero();
        assertThat(report.tally().validPart()).isGreaterThan(0.7);
    }

    @Test
    void noticesAnAnswerThatChanged() {
        Side honest = one.side();
        Report report = run(request -> changed(request, honest.send(request)), 200);

        assertThat(report.findings().distinct())
                .extracting(Finding::dynalite, Finding::emulator)
                .isNotEmpty()
                .allSatisfy(answers -> assertThat(answers.toList().get(0))
                        .isNotEqualTo(answers.toList().get(1)));
        assertThat(report.toString())
                .contains("Unlisted differences", "seed 7", "request ", "/Item/num/N", "item before: ");
    }

    @Test
    void noticesAWriteThatIsLost() {
        Side honest = one.side();
        Report report = run(
                request -> request.operation().equals("DeleteItem")
                        ? new Answer(200, Json.object())
                        : honest.send(request),
                300);

        assertThat(report.findings().distinct())
                .extracting(Finding::difference)
                .extracting(Difference::at)
                .contains("afterwards/Item");
    }

    @Test
    void noticesAnotherMessage() {
        Side honest = one.side();
        Report report = run(
                request -> {
                    Answer answer = honest.send(request);
                    if (answer.body() instanceof ObjectNode body && body.has("message")) {
                        body.put("message", body.path("message").asString() + ".");
                    }
                    return answer;
                },
                200);

        assertThat(report.findings().total()).isPositive();
    }

    /** Every number of an item read is one too high. */
    private static Answer changed(Request request, Answer answer) {
        JsonNode number = answer.body().path("Item").path("num");
        if (request.operation().equals("GetItem") && number instanceof ObjectNode value && value.has("N")) {
            value.put("N", value.path("N").asString() + "1");
        }
        return answer;
    }

    private Report run(Side side, int requests) {
        return new DifferentialRun(7, side, other.side(), KnownDifferences.none()).run(requests);
    }
}
