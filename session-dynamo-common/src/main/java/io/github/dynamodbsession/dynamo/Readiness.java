package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.dynamo.call.Answer;

/**
 * The result of initialisation.
 *
 * @param isComplete whether the table is complete; if not, indexes are still missing or being built ({@link IndexSteps})
 * @param isCreated whether initialisation created the table
 * @param billing the table's billing mode
 */
record Readiness(boolean isComplete, boolean isCreated, String billing) {

    /** DynamoDB omits it for tables that never were on demand (DynamoDB API Reference, "BillingModeSummary"). */
    private static final String PROVISIONED = "PROVISIONED";

    static String billing(Answer.Table table) {
        return table.billingMode() == null ? PROVISIONED : table.billingMode();
    }

    /** In a few words. */
    String text() {
        return (isCreated ? "created" : "found") + ", " + billing + (isComplete ? "" : ", indexes being added");
    }
}
