package io.github.dynamodbsession.example.servlet.shop;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the receipt on another thread, and empties the cart. */
public final class ReceiptServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.start(() -> write(async, request, response));
    }

    private static void write(AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
        try {
            HttpSession session = request.getSession();
            Cart cart = (Cart) session.getAttribute("cart");
            session.removeAttribute("cart");
            session.setAttribute("receipts", session.getAttribute("receipts") instanceof Integer n ? n + 1 : 1);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter()
                    .println("receipt " + session.getAttribute("receipts") + ": "
                            + (cart == null ? "nothing" : cart.items()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            async.complete();
        }
    }
}
