package io.github.dynamodbsession.dynamo;

/**
 * Names of session attributes as keys of a DynamoDB map, which must not be empty: the empty name becomes a single
 * backslash, and a name that starts with a backslash is prefixed with another one.
 */
final class AttributeNames {

    private static final String ESCAPE = "\\";

    private AttributeNames() {}

    static String escape(String name) {
        return name.isEmpty() || name.startsWith(ESCAPE) ? ESCAPE + name : name;
    }

    static String unescape(String key) {
        return key.startsWith(ESCAPE) ? key.substring(ESCAPE.length()) : key;
    }
}
