package io.github.dynamodbsession.example.servlet.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Logs in, with a new session id, and out; then shows the corresponding page. */
public final class AccountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        Object user = session == null ? null : session.getAttribute("user");
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .println(user == null ? "nobody" : user + ", for " + session.getMaxInactiveInterval() + " s");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/login" -> {
                HttpSession session = request.getSession();
                if (!session.isNew()) {
                    request.changeSessionId();
                }
                session.setAttribute("user", request.getParameter("user"));
                request.getRequestDispatcher("/visitors").forward(request, response);
            }
            case "/logout" -> {
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
                response.sendRedirect(request.getContextPath() + "/account/");
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
