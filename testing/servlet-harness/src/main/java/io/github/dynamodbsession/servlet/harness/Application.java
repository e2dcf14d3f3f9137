package io.github.dynamodbsession.servlet.harness;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The behaviour of an application. */
public interface Application {

    /** Answers a request; a failed assertion fails the test. */
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;

    /** The answer of an application to a request. */
    interface Saying {

        /** Returns the body of the response. */
        @Nullable
        Object answer(HttpServletRequest request) throws Exception;
    }
}
