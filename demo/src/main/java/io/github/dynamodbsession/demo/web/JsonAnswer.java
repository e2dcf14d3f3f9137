package io.github.dynamodbsession.demo.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers as JSON. Stateless. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /**
     * Answers with an error, unless the response is already committed; what was written so far is dropped.
     *
     * @param message for the client
     */
    public static void error(HttpServletResponse response, int status, String message) throws IOException {
        if (!response.isCommitted()) {
            response.resetBuffer();
            send(response, status, Map.of("error", message));
        }
    }

    static void send(HttpServletResponse response, int status, Map<String, ? extends @Nullable Object> body)
            throws IOException {
        byte[] bytes = JsonValues.write(body).getBytes(UTF_8);
        if (bytes.length > response.getBufferSize()) {
            // The whole response stays in the buffer, so that it can still be replaced until the end.
            response.setBufferSize(bytes.length);
        }
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(bytes);
    }
}
