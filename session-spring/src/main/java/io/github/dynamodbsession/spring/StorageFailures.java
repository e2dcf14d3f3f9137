package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;

/** How a request is answered that fails since the storage of its session does (RFC 9110, sections 15.6.4 and 10.2.3). */
final class StorageFailures {

    private static final String RETRY_AFTER_SECONDS = "1";

    private StorageFailures() {}

    /** The failure goes to the log; the header says when to come again, if that can help. */
    static void tell(SessionStorageException failure, BiConsumer<String, String> header) {
        System.getLogger(StoreSessionRepository.class.getPackageName())
                .log(Level.WARNING, "A request fails since the storage of its session does.", failure);
        if (failure.isRetryable()) {
            header.accept("Retry-After", RETRY_AFTER_SECONDS);
        }
    }
}
