package io.github.dynamodbsession.demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports in a header of each response which calls of DynamoDB the request made. Must be placed before everything that
 * makes them, and relies on calls being made and reported on the request's own thread. Safe for any number of threads.
 */
public final class CostFilter extends HttpFilter {

    /** The header: a JSON array of {@code {"operation", "readUnits", "writeUnits"}}, in the order of the calls. */
    public static final String HEADER = "X-DynamoDB-Calls";

    private static final long serialVersionUID = 1L;

    /** Bounds the header; no normal request comes close. */
    private static final int MAX_CALLS = 50;

    private static final class Cost {
        final HttpServletResponse response;
        final List<Map<String, Object>> calls = new ArrayList<>();

        Cost(HttpServletResponse response) {
            this.response = response;
        }

        void report() {
            response.setHeader(HEADER, JsonValues.write(calls));
        }
    }

    private static final ThreadLocal<@Nullable Cost> CURRENT = new ThreadLocal<>();

    /**
     * Records a call of the request that this thread serves. Does nothing on a thread that serves no request.
     *
     * @param operation such as {@code GetItem}
     * @param readUnits the read capacity units that were billed
     * @param writeUnits the write capacity units that were billed
     */
    public static void called(String operation, double readUnits, double writeUnits) {
        Cost cost = CURRENT.get();
        if (cost != null && cost.calls.size() < MAX_CALLS) {
            Map<String, Object> call = new LinkedHashMap<>();
            call.put("operation", operation);
            call.put("readUnits", readUnits);
            call.put("writeUnits", writeUnits);
            cost.calls.add(call);
            // Immediately, because there is no event before the response is committed.
            cost.report();
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Cost cost = new Cost(response);
        cost.report();
        CURRENT.set(cost);
        try {
            chain.doFilter(request, response);
        } finally {
            CURRENT.remove();
        }
    }
}
