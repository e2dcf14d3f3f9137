package io.github.dynamodbsession.benchmarks.bill;

import io.github.dynamodbsession.emulator.meter.ConsumedUnits;
import java.util.Locale;

/**
 * What one operation consumed on a day.
 *
 * @param configuration the name of what was billed
 * @param kb the size of the sessions
 * @param operation of DynamoDB
 * @param consumed by all sessions of that size
 */
record Row(String configuration, int kb, String operation, ConsumedUnits consumed) {

    private static final int COLUMNS = 6;

    /** One line of a file, without its end. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%s,%d,%.1f,%.1f",
                configuration,
                kb,
                operation,
                consumed.calls(),
                consumed.readUnits(),
                consumed.writeUnits());
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if that is no such line
     */
    static Row of(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("a row has " + COLUMNS + " columns, not: " + line);
        }
        return new Row(
                columns[0],
                Integer.parseInt(columns[1]),
                columns[2],
                new ConsumedUnits(
                        Long.parseLong(columns[3]), Double.parseDouble(columns[4]), Double.parseDouble(columns[5])));
    }
}
