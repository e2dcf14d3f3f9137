package io.github.dynamodbsession.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the demo can keep its sessions. */
enum StorageKind {
    DYNAMO_V2("dynamo-v2"),
    DYNAMO_V1("dynamo-v1"),
    IN_MEMORY("inmemory");

    /** As the command line has it. */
    final String option;

    StorageKind(String option) {
        this.option = option;
    }

    /** All of them as the command line has them, the last behind an "or". */
    static String options() {
        String all = Arrays.stream(values()).map(kind -> kind.option).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or " + all.substring(last + 2);
    }

    static Optional<StorageKind> of(String option) {
        return Arrays.stream(values())
                .filter(kind -> kind.option.equals(option))
                .findFirst();
    }
}
