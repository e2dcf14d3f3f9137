package io.github.dynamodbsession.benchmarks.growth;

import io.github.dynamodbsession.benchmarks.bill.Checkout;
import io.github.dynamodbsession.benchmarks.engine.Engine;
import io.github.dynamodbsession.benchmarks.engine.StartedProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how sessions grow, and writes the page about it. */
public final class Growth {

    private static final int WARM_UP = 300;

    /** Everything is measured so often, in turn, so that what else the machine does for a while spoils no point. */
    private static final int ROUNDS = 5;

    private static final int MAX_TIMES = 12;
    private static final int MIN_TIMES = 2;
    private static final int KB_OF_A_POINT = 2 * 1024;
    private static final int TIMES_OF_A_THREAD = 2;
    private static final int SHARED_TIMES_OF_A_THREAD = 8;

    private Growth() {}

    /**
     * Measures everything, which takes some minutes, and writes {@code growth.md}, {@code growth.csv} and the pictures to
     * {@code benchmarks/} of the checkout that is the working directory.
     *
     * @param arguments none
     * @throws IOException if they cannot be written
     * @throws IllegalArgumentException if there are arguments
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            throw new IllegalArgumentException("growth takes no arguments, not " + String.join(" ", arguments));
        }
        Path folder = Checkout.here().benchmarks();
        double load = GrowthResults.load();
        List<List<GrowthRow>> rounds = new ArrayList<>();
        try (StartedProcesses processes = new StartedProcesses();
                GrowthMeter meter = new GrowthMeter(new Engine(processes.engine()))) {
            meter.measured(Axis.ATTRIBUTES, 20, WARM_UP);
            meter.measured(Axis.SIZES, 1024, MIN_TIMES);
            for (int i = 1; i <= ROUNDS; i++) {
                System.out.println("round " + i + " of " + ROUNDS);
                rounds.add(round(meter));
            }
        }
        List<GrowthRow> rows = new ArrayList<>();
        for (int i = 0; i < rounds.get(0).size(); i++) {
            int row = i;
            rows.add(GrowthRow.median(
                    rounds.stream().map(round -> round.get(row)).toList()));
        }
        new GrowthPage(new GrowthResults(GrowthResults.circumstances(load), rows)).write(folder);
        System.out.println("See " + folder.resolve("growth.md"));
    }

    private static List<GrowthRow> round(GrowthMeter meter) {
        List<GrowthRow> rows = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            for (int x : axis.points()) {
                rows.addAll(meter.measured(axis, x, times(axis, x)));
            }
        }
        return rows;
    }

    /** Enough for a median, and of large sessions not more than the emulator has room for. */
    private static int times(Axis axis, int x) {
        return switch (axis) {
            case ATTRIBUTES, SIZES ->
                Math.max(
                        MIN_TIMES,
                        Math.min(MAX_TIMES, KB_OF_A_POINT / axis.content(x).kb()));
            case THREADS -> TIMES_OF_A_THREAD;
            case ONE_SESSION -> SHARED_TIMES_OF_A_THREAD;
        };
    }
}
