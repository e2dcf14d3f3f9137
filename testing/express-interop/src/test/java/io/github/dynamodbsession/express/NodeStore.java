package io.github.dynamodbsession.express;

import io.github.dynamodbsession.dynamo.LayoutChoice;

/** A session store for Express, with its default options. */
enum NodeStore {
    CONNECT_DYNAMODB_SESSION("connect-dynamodb-session", "", "content"),
    CONNECT_DYNAMODB("connect-dynamodb", "sess:", "sess"),

    /** Its sessions are maps of DynamoDB; the others have JSON. */
    DYNAMODB_STORE("dynamodb-store", "sess:", "sess");

    private final String packageName;
    private final String prefix;
    private final String content;

    NodeStore(String packageName, String prefix, String content) {
        this.packageName = packageName;
        this.prefix = prefix;
        this.content = content;
    }

    LayoutChoice layout() {
        return switch (this) {
            case CONNECT_DYNAMODB_SESSION -> LayoutChoice.connectDynamodbSession();
            case CONNECT_DYNAMODB -> LayoutChoice.connectDynamodb();
            case DYNAMODB_STORE -> LayoutChoice.dynamodbStore();
        };
    }

    /** The item's key of a session. */
    String key(String id) {
        return prefix + id;
    }

    /** The hash key. */
    String keyAttribute() {
        return this == DYNAMODB_STORE ? "sessionId" : "id";
    }

    /** The attribute with the session. */
    String content() {
        return content;
    }

    /** The name of its package. */
    @Override
    public String toString() {
        return packageName;
    }
}
