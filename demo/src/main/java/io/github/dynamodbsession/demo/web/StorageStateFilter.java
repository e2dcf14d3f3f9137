package io.github.dynamodbsession.demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reports in a header of each response since when the storage has been failing, even if the request itself succeeded.
 * Must be placed before everything that uses the storage. Safe for any number of threads.
 */
public final class StorageStateFilter extends HttpFilter {

    /** The header: an ISO 8601 instant in UTC; present only while the storage is failing. */
    public static final String HEADER = "X-Storage-Down-Since";

    private static final long serialVersionUID = 1L;

    private final transient StorageState storage;

    /**
     * Creates the filter.
     *
     * @param storage the state of the storage
     */
    public StorageStateFilter(StorageState storage) {
        this.storage = storage;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        // Answers of the API stay in their buffer until here, and only now it is known how this one went.
        storage.known()
                .ifPresent(down -> response.setHeader(HEADER, down.since().toString()));
    }
}
