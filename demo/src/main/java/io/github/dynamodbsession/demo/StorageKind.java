package io.github.dynamodbsession.demo;

import java.util.Arrays;
import java.util.Optional;

/** Where the demo can keep its sessions. */
enum StorageKind {
    DYNAMO_V2("dynamo-v2"),
    IN_MEMORY("inmemory");

    /** As the command line has it. */
    final String option;

    StorageKind(String option) {
        this.option = option;
    }

    static Optional<StorageKind> of(String option) {
        return Arrays.stream(values())
                .filter(kind -> kind.option.equals(option))
                .findFirst();
    }
}
