package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.demo.web.JsonAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers in JSON what the server refuses or fails at by itself; the class is named to Tomcat, which makes it. */
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
            return "the sessions cannot be had now; try again";
        }
        return status < 500 ? "the server does not take this request" : "the server failed; see its log";
    }
}
