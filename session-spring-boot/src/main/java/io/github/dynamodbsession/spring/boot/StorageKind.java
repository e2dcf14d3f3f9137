package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where sessions are stored. */
public enum StorageKind {
    /** DynamoDB through the AWS SDK 2.x: {@code session-dynamo-v2}. */
    DYNAMO_V2("session-dynamo-v2"),
    /** DynamoDB through the AWS SDK 1.x: {@code session-dynamo-v1}. */
    DYNAMO_V1("session-dynamo-v1"),
    /** The memory of this process, not shared with others: {@code session-inmemory}. */
    IN_MEMORY("session-inmemory");

    private static final String PROPERTY = DynamoDbSessionProperties.PREFIX + ".storage";

    private final String module;

    StorageKind(String module) {
        this.module = module;
    }

    /** The module that provides it. */
    String module() {
        return module;
    }

    /** The value as in a configuration file. */
    String text() {
        return ConfigurationFailure.text(this);
    }

    /**
     * Returns the candidate that the property names, or the only one.
     *
     * @param wanted the value of the property; null if it is not set
     * @throws ConfigurationFailure if there is no such candidate, or if there are several and the property is not set
     */
    static Candidate choose(List<Candidate> candidates, @Nullable StorageKind wanted) {
        return wanted == null ? only(candidates) : named(candidates, wanted);
    }

    private static Candidate named(List<Candidate> candidates, StorageKind wanted) {
        return candidates.stream()
                .filter(candidate -> candidate.kind() == wanted)
                .findAny()
                .orElseThrow(() -> new ConfigurationFailure(
                        PROPERTY + " is " + wanted.text() + ", but " + wanted.module() + " is not on the class path.",
                        "Add the dependency io.github.dynamodbsession:" + wanted.module() + ", or set " + PROPERTY
                                + " to " + (candidates.isEmpty() ? "a storage that is there" : list(candidates, " or "))
                                + "."));
    }

    private static Candidate only(List<Candidate> candidates) {
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
                    "Set " + PROPERTY + " to one of them, or remove the dependencies that are not needed.");
        }
        return candidates.get(0);
    }

    private static String list(List<Candidate> candidates, String between) {
        return candidates.stream()
                .map(candidate -> candidate.kind().text())
                .sorted()
                .collect(Collectors.joining(between));
    }

    /**
     * A storage whose adapter is on the class path.
     *
     * @param kind the kind of storage
     * @param blocking creates it for a servlet application
     * @param async creates it for a reactive application
     */
    record Candidate(StorageKind kind, Supplier<StorageClient> blocking, Function<Threads, AsyncStorageClient> async) {

        /** A storage without an asynchronous client of its own. */
        static Candidate waiting(StorageKind kind, Supplier<StorageClient> blocking) {
            return new Candidate(kind, blocking, threads -> threads.bridge(blocking.get()));
        }
    }

    /**
     * The executors of an asynchronous storage.
     *
     * @param deciding runs decisions and starts calls; never blocks
     * @param waiting runs calls of a blocking storage, a bounded number at a time
     */
    record Threads(Executor deciding, Executor waiting) {

        AsyncStorageClient bridge(StorageClient blocking) {
            return AsyncStorageClient.bridge(blocking, waiting);
        }
    }
}
