package io.github.dynamodbsession.dynamo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A storage client in one line.
 *
 * @param options its options
 * @param ttlAttribute the attribute of the table's time to live; empty if the layout has none
 * @param place where its calls go; empty if that is not known
 * @param readiness the result of initialisation; null if there was none
 */
record Description(DynamoOptions options, Optional<String> ttlAttribute, String place, @Nullable Readiness readiness) {

    String text() {
        return "DynamoDB " + (place.isEmpty() ? "" : place + " ") + "in the table " + options.tableName() + " ("
                + (readiness == null ? "not checked" : readiness.text()) + ", "
                + ttlAttribute
                        .filter(name -> options.nativeTtl())
                        .map(name -> "time to live by '" + name + "'")
                        .orElse("no time to live")
                + "); callTimeout " + options.callTimeout() + ", operationTimeout " + options.operationTimeout()
                + ", initTimeout " + options.initTimeout();
    }
}
