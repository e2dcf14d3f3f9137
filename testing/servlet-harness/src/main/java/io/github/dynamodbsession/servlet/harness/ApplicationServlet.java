package io.github.dynamodbsession.servlet.harness;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;

/** Runs an {@link Application}, and keeps its failed assertions for the test's own thread. */
public final class ApplicationServlet extends HttpServlet {

    private final transient Application application;
    private final transient Queue<AssertionError> brokenExpectations;

    /** Creates the servlet of an application, with the list for failed assertions. */
    public ApplicationServlet(Application application, Queue<AssertionError> brokenExpectations) {
        this.application = application;
        this.brokenExpectations = brokenExpectations;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            application.handle(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (AssertionError e) {
            brokenExpectations.add(e);
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
