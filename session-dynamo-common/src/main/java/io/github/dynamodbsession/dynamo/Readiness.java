package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;

/**
 * What initialising has found or made.
 *
 * @param isComplete whether all is done; if not, indexes are still to be added, or being made ({@link IndexSteps})
 * @param isCreated whether the table was created by it
 * @param billing the table's billing mode
 */
record Readiness(boolean isComplete, boolean isCreated, String billing) {

    /** Said only of tables that were on demand before (DynamoDB API Reference, "BillingModeSummary"). */
    private static final String PROVISIONED = "PROVISIONED";

    static String billing(Answer.Table table) {
        return table.billingMode() == null ? PROVISIONED : table.billingMode();
    }

    /** In a few words. */
    String text() {
        return (isCreated ? "created" : "found") + ", " + billing + (isComplete ? "" : ", indexes being added");
    }
}
