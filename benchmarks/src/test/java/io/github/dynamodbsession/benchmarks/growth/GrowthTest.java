package io.github.dynamodbsession.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.benchmarks.bill.Checkout;
import io.github.dynamodbsession.benchmarks.engine.Engine;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The page about growth says what is counted, at some points. {@code -Dreports.update=true} counts at all of them, and
 * rewrites the page with its times as they are; those are measured by the command {@code growth} alone.
 */
class GrowthTest {

    private static final Map<Axis, List<Integer>> SOME = Map.of(
            Axis.ATTRIBUTES, List.of(1, 5, 20, 200),
            Axis.SIZES, List.of(1, 2, 64, 1024, 4096),
            Axis.THREADS, List.of(1, 8));

    private static final List<Axis> COUNTED = List.of(Axis.ATTRIBUTES, Axis.SIZES, Axis.THREADS);

    private static final int TIMES = 2;

    private final Path folder = Checkout.here().benchmarks();

    @Test
    void thePageSaysWhatIsCounted() throws IOException {
        GrowthResults stored = GrowthResults.read(GrowthPage.results(folder));
        if (Boolean.getBoolean("reports.update")) {
            List<GrowthRow> all = new ArrayList<>();
            for (Axis axis : COUNTED) {
                all.addAll(counted(axis, axis.points()));
            }
            new GrowthPage(stored.withUnitsOf(all)).write(folder);
            return;
        }
        for (Axis axis : COUNTED) {
            for (GrowthRow row : counted(axis, SOME.get(axis))) {
                assertThat(row.counted())
                        .isEqualTo(stored.at(axis, row.x(), step(row)).counted());
            }
        }
        new GrowthPage(stored).files(folder).forEach((file, content) -> assertThat(file)
                .hasContent(content));
    }

    /** Overlapping reads of one session share their calls, so more readers never consume more for each. */
    @Test
    void readersOfOneSessionConsumeNoMoreThanOneAlone() {
        for (int threads : List.of(1, 8)) {
            for (GrowthRow row : counted(Axis.ONE_SESSION, List.of(threads))) {
                double alone = step(row) == Step.READ_SMALL ? 1 : 3;
                assertThat(row.readUnits()).as(row.line()).isLessThanOrEqualTo(alone);
                assertThat(row.writeUnits()).as(row.line()).isZero();
            }
        }
    }

    /** What a session holds beside costs nothing until it is read. */
    @Test
    void smallThingsCostTheSameInSessionsOfAnySize() throws IOException {
        GrowthResults stored = GrowthResults.read(GrowthPage.results(folder));
        for (Step step : List.of(Step.READ_SMALL, Step.CHANGE_SMALL, Step.CHANGE_ID, Step.DELETE)) {
            GrowthRow smallest = stored.at(Axis.SIZES, 1, step);
            for (int kb : Axis.SIZES.points()) {
                GrowthRow row = stored.at(Axis.SIZES, kb, step);
                assertThat(List.of(row.calls(), row.readUnits(), row.writeUnits()))
                        .as(row.line())
                        .containsExactly(smallest.calls(), smallest.readUnits(), smallest.writeUnits());
            }
        }
    }

    /** Twice the size or number costs at most twice as much, but for a whole unit a call; more threads cost nothing. */
    @Test
    void nothingGrowsFasterThanWhatItIsMeasuredBy() throws IOException {
        GrowthResults stored = GrowthResults.read(GrowthPage.results(folder));
        for (Axis axis : COUNTED) {
            for (Step step : axis.steps()) {
                for (int i = 1; i < axis.points().size(); i++) {
                    GrowthRow before = stored.at(axis, axis.points().get(i - 1), step);
                    GrowthRow after = stored.at(axis, axis.points().get(i), step);
                    double factor = axis.isOfThreads() ? 1 : after.x() / (double) before.x();
                    assertGrowth(before, after, factor, GrowthRow::readUnits);
                    assertGrowth(before, after, factor, GrowthRow::writeUnits);
                    assertGrowth(before, after, factor, GrowthRow::calls);
                }
            }
        }
    }

    private static void assertGrowth(
            GrowthRow before, GrowthRow after, double factor, ToDoubleFunction<GrowthRow> units) {
        assertThat(units.applyAsDouble(after))
                .as(before.line() + " to " + after.line())
                .isLessThanOrEqualTo(factor * units.applyAsDouble(before) + (factor == 1 ? 0 : after.calls()));
    }

    private static Step step(GrowthRow row) {
        return Step.CYCLE.stream()
                .filter(step -> step.label.equals(row.step()))
                .findFirst()
                .orElseThrow();
    }

    private static List<GrowthRow> counted(Axis axis, List<Integer> points) {
        try (DynamoDbEmulator emulator = DynamoDbEmulator.start();
                GrowthMeter meter = new GrowthMeter(new Engine(emulator.endpoint()))) {
            List<GrowthRow> rows = new ArrayList<>();
            points.forEach(x -> rows.addAll(meter.measured(axis, x, TIMES)));
            return rows;
        }
    }
}
