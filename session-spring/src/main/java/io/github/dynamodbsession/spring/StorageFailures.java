package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionStorageException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How a request is answered that fails since the storage of its session does (RFC 9110, sections 15.6.4 and 10.2.3). */
final class StorageFailures {

    private static final String RETRY_AFTER_SECONDS = "1";

    private StorageFailures() {}

    /** The failure goes to the log; the header says when to come again, if that can help. */
    static void tell(SessionStorageException failure, BiConsumer<String, String> header) {
        log("A request fails since the storage of its session does.", failure);
        if (failure.isRetryable()) {
            header.accept("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /**
     * The failure of a save in the background goes to the log, and is answered with 503 if the storage did not do what it
     * was asked, with 500 otherwise, and not at all if the response is committed.
     */
    static void answerAsync(RuntimeException failure, HttpServletResponse response) {
        Optional<SessionStorageException> storage = SessionStorageException.behind(failure);
        try {
            if (storage.isPresent()) {
                tell(storage.get(), response::setHeader);
                send(HttpServletResponse.SC_SERVICE_UNAVAILABLE, response);
            } else {
                log("The session of an asynchronous request could not be saved.", failure);
                send(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, response);
            }
        } catch (IOException | IllegalStateException e) {
            log("The client of a request that fails can not be told.", e);
        }
    }

    private static void send(int status, HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.sendError(status);
        }
    }

    private static void log(String message, Exception failure) {
        System.getLogger(StoreSessionRepository.class.getPackageName()).log(Level.WARNING, message, failure);
    }
}
