package io.github.dynamodbsession.demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells in a header of each answer since when the storage does not do its part, also where the request itself went well.
 * It belongs outside of whatever uses the storage. Safe for any number of threads.
 */
public final class StorageStateFilter extends HttpFilter {

    /** The header: an instant as ISO 8601 has it, in UTC; only there while the storage does not do its part. */
    public static final String HEADER = "X-Storage-Down-Since";

    private static final long serialVersionUID = 1L;

    private final transient StorageState storage;

    /**
     * Makes the filter.
     *
     * @param storage of the sessions
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
