package io.github.dynamodbsession.demo.web;

import io.github.dynamodbsession.demo.web.UserSessions.UserSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the sessions of the user who is logged in, and ends all of them. Safe for any number of threads. */
public final class UserSessionsServlet extends HttpServlet {

    /** The path of this servlet. */
    public static final String PATH = "/api/sessions";

    private static final long serialVersionUID = 1L;

    private static final int SHOWN_OF_AN_ID = 6;

    private final transient UserSessions sessions;

    /**
     * Creates the servlet.
     *
     * @param sessions the sessions of all users
     */
    public UserSessionsServlet(UserSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            ApiRequest.allow(request, response, "GET", "DELETE");
            HttpSession session = request.getSession(false);
            if (session == null || !(session.getAttribute("user") instanceof String user)) {
                throw new ApiException(HttpServletResponse.SC_NOT_FOUND, "no user is logged in");
            }
            if (request.getMethod().equals("DELETE")) {
                endAll(response, session, user);
            } else {
                list(response, session, user);
            }
        } catch (ApiException e) {
            JsonAnswer.error(response, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private void list(HttpServletResponse response, HttpSession session, String user) throws IOException {
        List<Map<String, @Nullable Object>> all = sessions.of(user).stream()
                .sorted(Comparator.comparing(UserSession::createdAt))
                .map(each -> view(each, session.getId()))
                .toList();
        JsonAnswer.send(response, HttpServletResponse.SC_OK, Map.of("user", user, "sessions", all));
    }

    private static Map<String, @Nullable Object> view(UserSession session, String own) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put(
                "id",
                session.id().substring(0, Math.min(SHOWN_OF_AN_ID, session.id().length())) + "…");
        view.put("this", session.id().equals(own));
        view.put("createdAt", session.createdAt());
        view.put("lastAccessedAt", session.lastAccessedAt());
        view.put("expiresAt", session.expiresAt());
        return view;
    }

    /** Including this one, whose cookie is deleted as well. */
    private void endAll(HttpServletResponse response, HttpSession session, String user) throws IOException {
        long ended = sessions.endAll(user);
        session.invalidate();
        JsonAnswer.send(response, HttpServletResponse.SC_OK, Map.of("user", user, "ended", ended));
    }
}
