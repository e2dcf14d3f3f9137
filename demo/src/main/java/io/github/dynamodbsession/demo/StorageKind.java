package io.github.dynamodbsession.demo;

/** Where the demo can store its sessions. */
enum StorageKind implements OptionValue {
    DYNAMO_V2("dynamo-v2"),
    DYNAMO_V1("dynamo-v1"),
    IN_MEMORY("inmemory");

    private final String option;

    StorageKind(String option) {
        this.option = option;
    }

    @Override
    public String option() {
        return option;
    }
}
