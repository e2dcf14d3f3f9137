package io.github.dynamodbsession.dynamo.call;

/**
 * An answer and what it cost. Immutable.
 *
 * @param answer the answer
 * @param readUnits consumed read units; 0 if not asked for or not told
 * @param writeUnits consumed write units; 0 if not asked for or not told
 */
public record Reply(Answer answer, double readUnits, double writeUnits) {

    /**
     * An answer whose cost is not known.
     *
     * @param answer the answer
     * @return the reply
     */
    public static Reply of(Answer answer) {
        return new Reply(answer, 0, 0);
    }
}
