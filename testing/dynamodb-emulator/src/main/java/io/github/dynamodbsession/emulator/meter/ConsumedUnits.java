package io.github.dynamodbsession.emulator.meter;

/**
 * What the calls of one operation have consumed, by the documented rules, whether or not a call asked to be told.
 *
 * @param calls how many there were, refused ones included
 * @param readUnits read capacity units in all
 * @param writeUnits write capacity units in all
 */
public record ConsumedUnits(long calls, double readUnits, double writeUnits) {

    /** Nothing. */
    public static final ConsumedUnits NONE = new ConsumedUnits(0, 0, 0);

    /** Both together. */
    public ConsumedUnits plus(ConsumedUnits more) {
        return new ConsumedUnits(calls + more.calls, readUnits + more.readUnits, writeUnits + more.writeUnits);
    }
}
