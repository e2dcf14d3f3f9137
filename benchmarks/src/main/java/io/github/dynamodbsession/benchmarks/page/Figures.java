package io.github.dynamodbsession.benchmarks.page;

import java.util.List;
import java.util.Locale;

/** Numbers for readers. */
public final class Figures {

    private static final int TENTH = 10;

    private Figures() {}

    /** Units, with a tenth only if there is one. */
    public static String units(double units) {
        long tenths = Math.round(units * TENTH);
        return tenths % TENTH == 0
                ? String.format(Locale.ROOT, "%,d", tenths / TENTH)
                : String.format(Locale.ROOT, "%,.1f", units);
    }

    /**
     * Returns the median.
     *
     * @param sorted not empty
     */
    public static double median(List<Double> sorted) {
        int last = sorted.size() - 1;
        return (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
    }
}
