package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.demo.web.JsonAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Writes the server's own error responses as JSON. Instantiated by Tomcat, by class name. */
public final class JsonErrorValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            JsonAnswer.error(response.getResponse(), status, message(status));
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private static String message(int status) {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            return "session storage unavailable; try again";
        }
        return status < 500 ? "the server rejected this request" : "the server failed; see its log";
    }
}
