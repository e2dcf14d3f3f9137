package io.github.dynamodbsession.example.servlet.shop;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** The error page. It counts in the session how often a visitor has seen it. */
public final class SorryServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        int times = session.getAttribute("sorry") instanceof Integer n ? n + 1 : 1;
        session.setAttribute("sorry", times);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter()
                .println("sorry for the " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + ", your number "
                        + times);
    }
}
