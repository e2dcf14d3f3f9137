package io.github.dynamodbsession.spring.boot;

/** Where sessions are kept. */
public enum StorageKind {
    /** DynamoDB through the AWS SDK 2.x: {@code session-dynamo-v2}. */
    DYNAMO_V2("session-dynamo-v2"),
    /** DynamoDB through the AWS SDK 1.x: {@code session-dynamo-v1}. */
    DYNAMO_V1("session-dynamo-v1"),
    /** This process's memory, shared by no other: {@code session-inmemory}. */
    IN_MEMORY("session-inmemory");

    private final String module;

    StorageKind(String module) {
        this.module = module;
    }

    /** The dependency that brings it. */
    String module() {
        return module;
    }

    /** As one writes it in a configuration file. */
    String text() {
        return ConfigurationFailure.text(this);
    }
}
