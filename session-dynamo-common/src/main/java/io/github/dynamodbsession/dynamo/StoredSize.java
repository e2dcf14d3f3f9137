package io.github.dynamodbsession.dynamo;

import java.util.Map;

/**
 * The size of a stored session in bytes, as DynamoDB counts them. Immutable.
 *
 * @param total the size of the whole session
 * @param limit the maximum that the layout can store
 * @param attributes the size of each session attribute by its name; copied
 */
record StoredSize(long total, long limit, Map<String, Long> attributes) {

    StoredSize {
        attributes = Map.copyOf(attributes);
    }
}
