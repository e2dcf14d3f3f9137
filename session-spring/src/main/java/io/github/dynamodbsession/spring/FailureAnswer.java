package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The error response to a request whose session failed (RFC 9110, sections 15.6.1, 15.6.4 and 10.2.3; RFC 9457). */
final class FailureAnswer {

    static final String HTML = "text/html;charset=UTF-8";
    static final String PROBLEM = "application/problem+json";

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private FailureAnswer() {}

    /** The status of the answer. */
    static int status(SessionException failure) {
        return failure instanceof SessionStorageException ? SERVICE_UNAVAILABLE : INTERNAL_SERVER_ERROR;
    }

    /** Sets {@code Retry-After}, if a retry can help. */
    static void sayWhenToRetry(SessionException failure, BiConsumer<String, String> header) {
        if (failure.isRetryable()) {
            header.accept("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** Whether a client is a browser rather than a program. */
    static boolean wantsHtml(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** A short answer: a page, or problem details. */
    static String body(int status, boolean asHtml) {
        String title = status == SERVICE_UNAVAILABLE ? "Service Unavailable" : "Internal Server Error";
        return asHtml
                ? "<!doctype html><html lang=\"en\"><title>%1$d %2$s</title><h1>%1$d %2$s</h1></html>%n"
                        .formatted(status, title)
                : "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}".formatted(title, status);
    }
}
