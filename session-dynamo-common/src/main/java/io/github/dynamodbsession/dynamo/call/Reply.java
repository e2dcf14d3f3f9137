package io.github.dynamodbsession.dynamo.call;

/**
 * An answer and its cost. Immutable.
 *
 * @param answer the answer
 * @param readUnits consumed read units; 0 if not asked for or not reported
 * @param writeUnits consumed write units; 0 if not asked for or not reported
 */
public record Reply(Answer answer, double readUnits, double writeUnits) {

    /**
     * An answer of unknown cost.
     *
     * @param answer the answer
     * @return the reply
     */
    public static Reply of(Answer answer) {
        return new Reply(answer, 0, 0);
    }
}
