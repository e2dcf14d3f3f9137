package io.github.dynamodbsession.example.boot;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Error responses of the API, as in the demo. */
@RestControllerAdvice(assignableTypes = SessionApi.class)
class ApiErrors {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> error(ApiException e) {
        return error(e.status(), String.valueOf(e.getMessage()));
    }

    /** The session ended while this request was running. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> ended(IllegalStateException e) {
        return error(HttpStatus.CONFLICT, "the session ended while this request was running");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> missing(MissingServletRequestParameterException e) {
        return error(HttpStatus.BAD_REQUEST, e.getParameterName() + " must be given");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> mismatch(MethodArgumentTypeMismatchException e) {
        return error(HttpStatus.BAD_REQUEST, e.getName() + " is not what it must be");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> unreadable(HttpMessageNotReadableException e) {
        return error(HttpStatus.BAD_REQUEST, "the body must be one JSON value");
    }

    private static ResponseEntity<Map<String, String>> error(HttpStatus status, String message) {
        return ResponseEntity.status(status).body(Map.of("error", message));
    }
}
