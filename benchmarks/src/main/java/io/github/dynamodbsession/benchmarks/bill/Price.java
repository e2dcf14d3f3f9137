package io.github.dynamodbsession.benchmarks.bill;

/** What DynamoDB costs on demand in us-east-1 since November 2024, in US dollars. */
final class Price {

    static final double MILLION_READ_UNITS = 0.125;
    static final double MILLION_WRITE_UNITS = 0.625;

    private Price() {}

    /** The price of a million times that many units. */
    static double dollars(double readUnits, double writeUnits) {
        return readUnits * MILLION_READ_UNITS + writeUnits * MILLION_WRITE_UNITS;
    }
}
