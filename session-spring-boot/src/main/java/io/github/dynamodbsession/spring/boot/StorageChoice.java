package io.github.dynamodbsession.spring.boot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which storage it is to be, of those on the class path. */
final class StorageChoice {

    private static final String PROPERTY = DynamoDbSessionProperties.PREFIX + ".storage";

    private StorageChoice() {}

    static StorageCandidate of(List<StorageCandidate> candidates, @Nullable StorageKind wanted) {
        StorageCandidate chosen = wanted == null ? only(candidates) : named(candidates, wanted);
        Decisions.tell(
                "Sessions are kept by the storage {0}, {1}.",
                chosen.kind().text(), wanted == null ? "the only one on the class path" : "as " + PROPERTY + " says");
        return chosen;
    }

    private static StorageCandidate named(List<StorageCandidate> candidates, StorageKind wanted) {
        return candidates.stream()
                .filter(candidate -> candidate.kind() == wanted)
                .findAny()
                .orElseThrow(() -> new ConfigurationFailure(
                        PROPERTY + " is " + wanted.text() + ", but " + wanted.module() + " is not on the class path.",
                        "Add the dependency io.github.dynamodbsession:" + wanted.module() + ", or set " + PROPERTY
                                + " to " + (candidates.isEmpty() ? "a storage that is there" : list(candidates, " or "))
                                + "."));
    }

    private static StorageCandidate only(List<StorageCandidate> candidates) {
        if (candidates.isEmpty()) {
            throw new ConfigurationFailure(
                    "There is no storage for sessions on the class path.",
                    "Add one of the dependencies "
                            + Arrays.stream(StorageKind.values())
                                    .map(StorageKind::module)
                                    .collect(Collectors.joining(", "))
                            + " of io.github.dynamodbsession, or define a bean of the type StorageClient.");
        }
        if (candidates.size() > 1) {
            throw new ConfigurationFailure(
                    "There are several storages for sessions on the class path: " + list(candidates, ", ") + ".",
                    "Set " + PROPERTY + " to one of them, or remove the dependencies that are not meant.");
        }
        return candidates.get(0);
    }

    private static String list(List<StorageCandidate> candidates, String between) {
        return candidates.stream()
                .map(candidate -> candidate.kind().text())
                .sorted()
                .collect(Collectors.joining(between));
    }
}
