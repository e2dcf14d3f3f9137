package io.github.dynamodbsession.benchmarks.growth;

import io.github.dynamodbsession.benchmarks.page.Figures;
import io.github.dynamodbsession.emulator.meter.ConsumedUnits;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What one step took, for one session on average.
 *
 * @param axis the {@link Axis#id} of what grows
 * @param x how far it has grown
 * @param step the {@link Step#label}
 * @param calls of DynamoDB
 * @param readUnits consumed
 * @param writeUnits consumed
 * @param micros the median of its time
 * @param perSecond how many there were in a second, of all threads together
 */
record GrowthRow(
        String axis,
        int x,
        String step,
        double calls,
        double readUnits,
        double writeUnits,
        double micros,
        double perSecond) {

    static final String COLUMNS = "axis,x,step,calls,read units,write units,median µs,a second";

    /** Of a number of sessions together. */
    static GrowthRow of(
            Axis axis, int x, Step step, int sessions, ConsumedUnits consumed, double micros, double perSecond) {
        return new GrowthRow(
                axis.id,
                x,
                step.label,
                consumed.calls() / (double) sessions,
                consumed.readUnits() / sessions,
                consumed.writeUnits() / sessions,
                micros,
                perSecond);
    }

    /** Reads a {@link #line}. */
    static GrowthRow of(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS.split(",").length) {
            throw new IllegalArgumentException("a row has the columns " + COLUMNS + ", not: " + line);
        }
        return new GrowthRow(
                columns[0],
                Integer.parseInt(columns[1]),
                columns[2],
                Double.parseDouble(columns[3]),
                Double.parseDouble(columns[4]),
                Double.parseDouble(columns[5]),
                Double.parseDouble(columns[6]),
                Double.parseDouble(columns[7]));
    }

    /** One line of a file, without its end. */
    String line() {
        return counted() + String.format(Locale.ROOT, ",%.0f,%.0f", micros, perSecond);
    }

    /** What is the same in each run. */
    String counted() {
        return String.format(Locale.ROOT, "%s,%d,%s,%.3f,%.3f,%.3f", axis, x, step, calls, readUnits, writeUnits);
    }

    /** The medians of several runs of one. */
    static GrowthRow median(List<GrowthRow> runs) {
        GrowthRow any = runs.get(0);
        return new GrowthRow(
                any.axis,
                any.x,
                any.step,
                median(runs, GrowthRow::calls),
                median(runs, GrowthRow::readUnits),
                median(runs, GrowthRow::writeUnits),
                median(runs, GrowthRow::micros),
                median(runs, GrowthRow::perSecond));
    }

    private static double median(List<GrowthRow> runs, Function<GrowthRow, Double> value) {
        return Figures.median(runs.stream().map(value).sorted().toList());
    }

    /** With the units of another one, and the times of this. */
    GrowthRow withUnitsOf(GrowthRow other) {
        return new GrowthRow(axis, x, step, other.calls, other.readUnits, other.writeUnits, micros, perSecond);
    }
}
