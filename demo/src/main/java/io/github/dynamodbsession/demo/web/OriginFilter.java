package io.github.dynamodbsession.demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Allows the page of one node to call the other nodes, with cookies, and rejects all other pages: any request that a
 * browser sends from a page of a foreign origin is rejected, even one that needs no CORS preflight. Safe for any number
 * of threads.
 */
public final class OriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final Set<String> siblings;

    /**
     * Creates the filter.
     *
     * @param siblings the origins of all nodes, such as {@code http://localhost:8081}
     */
    public OriginFilter(Set<String> siblings) {
        this.siblings = Set.copyOf(siblings);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        response.addHeader("Vary", "Origin");
        if (origin == null || origin.equals("http://" + request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else if (!siblings.contains(origin)) {
            JsonAnswer.error(response, HttpServletResponse.SC_FORBIDDEN, "pages of other origins have no access");
        } else {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.setHeader("Access-Control-Expose-Headers", CostFilter.HEADER);
            if (request.getMethod().equals("OPTIONS")) {
                response.setHeader("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE");
                response.setHeader("Access-Control-Allow-Headers", "Content-Type");
                response.setHeader("Access-Control-Max-Age", "600");
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
