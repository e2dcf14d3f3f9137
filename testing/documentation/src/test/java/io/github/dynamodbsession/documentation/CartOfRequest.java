package io.github.dynamodbsession.documentation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;

final class CartOfRequest {

    private static final String NAME = "cart";

    private CartOfRequest() {}

    /** With the request that a servlet was given, not an injected one. */
    static List<String> cart(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (!(session.getAttribute(NAME) instanceof List<?>)) {
            session.setAttribute(NAME, new ArrayList<String>());
        }
        @SuppressWarnings("unchecked") // nobody else sets it
        List<String> cart = (List<String>) session.getAttribute(NAME);
        return cart;
    }
}
