package io.github.dynamodbsession.demo.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses requests of the API, strictly. */
final class ApiRequest {

    static final int BODY_LIMIT = 5 * 1024 * 1024;
    static final int HOLD_LIMIT_MILLIS = 10_000;

    private ApiRequest() {}

    /** Rejects other methods. */
    static void allow(HttpServletRequest request, HttpServletResponse response, String... methods) throws ApiException {
        if (List.of(methods).contains(request.getMethod())) {
            return;
        }
        String allowed = String.join(", ", methods);
        response.setHeader("Allow", allowed);
        throw new ApiException(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method not allowed; use " + allowed);
    }

    /** The milliseconds to wait, from {@code ?hold=}; 0 without it. */
    static int hold(HttpServletRequest request) throws ApiException {
        String[] given = request.getParameterValues("hold");
        if (given == null) {
            return 0;
        }
        if (given.length == 1 && given[0].matches("\\d{1,5}")) {
            int millis = Integer.parseInt(given[0]);
            if (millis <= HOLD_LIMIT_MILLIS) {
                return millis;
            }
        }
        throw badRequest("hold must be a number of milliseconds from 0 to " + HOLD_LIMIT_MILLIS);
    }

    static String user(HttpServletRequest request) throws ApiException {
        String user = request.getParameter("user");
        if (user == null || user.isBlank()) {
            throw badRequest("user must be given, as in /api/login?user=NAME");
        }
        return user;
    }

    /** The part of the path after {@code prefix}, decoded; it may contain slashes and any other character. */
    static String name(HttpServletRequest request, String prefix) throws ApiException {
        String encoded = request.getRequestURI().substring(prefix.length());
        try {
            return strictUtf8(PercentEncoding.decode(encoded));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw badRequest("the attribute's name must be percent-encoded UTF-8");
        }
    }

    /** The JSON value in the body; null for the JSON value {@code null}. */
    static @Nullable Object value(HttpServletRequest request) throws ApiException, IOException {
        byte[] body = request.getInputStream().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw new ApiException(
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "the body must not be larger than " + BODY_LIMIT + " bytes");
        }
        try {
            return JsonValues.read(strictUtf8(body));
        } catch (CharacterCodingException e) {
            throw badRequest("the body must be UTF-8");
        } catch (IllegalArgumentException e) {
            throw badRequest("the body must be one JSON value, and " + e.getMessage());
        }
    }

    private static String strictUtf8(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    static ApiException badRequest(String message) {
        return new ApiException(HttpServletResponse.SC_BAD_REQUEST, message);
    }
}
