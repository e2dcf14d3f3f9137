package io.github.dynamodbsession.demo.web;

import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demo's HTTP API. It uses sessions like any servlet, through {@link HttpServletRequest#getSession()}, and works
 * the same on a container's own sessions. Safe for any number of threads.
 */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String PING = "/api/ping";
    private static final String SESSION = "/api/session";
    private static final String ATTRIBUTES = "/api/session/attributes/";
    private static final String LOGIN = "/api/login";

    private final String node;
    private final LinkedHashMap<String, Object> aboutNode = new LinkedHashMap<>();

    /**
     * Creates the API of one node.
     *
     * @param node the name of the node in its responses
     * @param about what {@code ping} returns in addition to {@code node}: plain values and lists, safe to read from any
     *     thread
     */
    public ApiServlet(String node, Map<String, Object> about) {
        this.node = node;
        aboutNode.put("node", node);
        aboutNode.putAll(about);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String path = request.getRequestURI();
            if (path.equals(PING)) {
                ApiRequest.allow(request, response, "GET");
                ping(request, response);
            } else if (path.equals(SESSION)) {
                ApiRequest.allow(request, response, "GET", "DELETE");
                session(request, response);
            } else if (path.startsWith(ATTRIBUTES)) {
                ApiRequest.allow(request, response, "PUT", "DELETE");
                attribute(request, response);
            } else if (path.equals(LOGIN)) {
                ApiRequest.allow(request, response, "POST");
                login(request, response);
            } else {
                throw new ApiException(HttpServletResponse.SC_NOT_FOUND, "not found: " + path);
            }
        } catch (ApiException e) {
            JsonAnswer.error(response, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private void ping(HttpServletRequest request, HttpServletResponse response) throws ApiException, IOException {
        if (request.getParameter("hold") != null) {
            throw ApiRequest.badRequest("hold is for requests that load the session, and " + PING + " never does");
        }
        JsonAnswer.send(response, HttpServletResponse.SC_OK, aboutNode);
    }

    private void session(HttpServletRequest request, HttpServletResponse response) throws ApiException, IOException {
        int hold = ApiRequest.hold(request);
        HttpSession session = request.getSession(false);
        pause(hold);
        if (request.getMethod().equals("DELETE")) {
            SessionFilter.endSession(request);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            answer(response, session);
        }
    }

    private void attribute(HttpServletRequest request, HttpServletResponse response) throws ApiException, IOException {
        int hold = ApiRequest.hold(request);
        String name = ApiRequest.name(request, ATTRIBUTES);
        boolean put = request.getMethod().equals("PUT");
        Object value = put ? ApiRequest.value(request) : null;
        HttpSession session = request.getSession(put);
        pause(hold);
        if (session != null) {
            change(() -> set(session, name, value));
        }
        answer(response, session);
    }

    private static void set(HttpSession session, String name, @Nullable Object value) {
        if (value == null) {
            session.removeAttribute(name);
        } else if (!value.equals(session.getAttribute(name))) {
            // Only if it differs: setting an equal value would be a change as well.
            session.setAttribute(name, value);
        }
    }

    private void login(HttpServletRequest request, HttpServletResponse response) throws ApiException, IOException {
        int hold = ApiRequest.hold(request);
        String user = ApiRequest.user(request);
        boolean known = request.getSession(false) != null;
        pause(hold);
        HttpSession session = request.getSession(true);
        change(() -> {
            if (known) {
                request.changeSessionId();
            }
            session.setAttribute("user", user);
        });
        answer(response, session);
    }

    private void answer(HttpServletResponse response, @Nullable HttpSession session) throws ApiException, IOException {
        if (session != null) {
            try {
                JsonAnswer.send(response, HttpServletResponse.SC_OK, SessionView.of(session, node));
                return;
            } catch (IllegalStateException e) {
                // The session ended while this request was running: there is none, as below.
            }
        }
        throw new ApiException(HttpServletResponse.SC_NOT_FOUND, "there is no session");
    }

    /** Containers throw an exception if another request has ended the session. */
    private static void change(Runnable change) throws ApiException {
        try {
            change.run();
        } catch (IllegalStateException e) {
            throw new ApiException(HttpServletResponse.SC_CONFLICT, "the session ended while this request was running");
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // The node is being stopped; the rest of this request may fail, which is then reported.
            Thread.currentThread().interrupt();
        }
    }
}
