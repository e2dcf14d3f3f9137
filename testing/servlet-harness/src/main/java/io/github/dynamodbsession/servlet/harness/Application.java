package io.github.dynamodbsession.servlet.harness;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What an application does with a request. */
public interface Application {

    /** Answers a request; what it asserts in vain fails the test. */
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;

    /** What an application answers to a request. */
    interface Saying {

        /** What becomes the answer's text. */
        @Nullable
        Object answer(HttpServletRequest request) throws Exception;
    }
}
