package io.github.dynamodbsession.example.webflux;

import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Error responses of the API, as in the demo. */
@RestControllerAdvice(assignableTypes = SessionApi.class)
class ApiErrors {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> error(ResponseStatusException e) {
        return ResponseEntity.status(e.getStatusCode()).body(Map.of("error", message(e)));
    }

    private static String message(ResponseStatusException e) {
        String reason = String.valueOf(e.getReason());
        MethodParameter parameter = e instanceof ServerWebInputException input ? input.getMethodParameter() : null;
        return parameter == null ? reason : parameter.getParameterName() + ": " + reason;
    }
}
