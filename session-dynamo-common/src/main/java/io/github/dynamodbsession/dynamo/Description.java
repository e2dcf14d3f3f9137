package io.github.dynamodbsession.dynamo;

import org.jspecify.annotations.Nullable;

/**
 * A storage client in one line.
 *
 * @param options its options
 * @param ttlAttribute what the table's time to live goes by
 * @param place where its calls go; empty if that is not known
 * @param readiness what became of the table; null if it was not looked at
 */
record Description(DynamoOptions options, String ttlAttribute, String place, @Nullable Readiness readiness) {

    String text() {
        return "DynamoDB " + (place.isEmpty() ? "" : place + " ") + "in the table " + options.tableName() + " ("
                + (readiness == null ? "not looked at" : readiness.text()) + ", "
                + (options.nativeTtl() ? "time to live by '" + ttlAttribute + "'" : "no time to live")
                + "); callTimeout " + options.callTimeout() + ", operationTimeout " + options.operationTimeout()
                + ", initTimeout " + options.initTimeout();
    }
}
