package io.github.dynamodbsession.demo.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accepts only requests whose Host header names this server by a local name. A foreign page can make its own host name
 * resolve to the loopback interface (DNS rebinding). Its requests are then same-origin for the browser, but the Host
 * header still has the foreign name. Such a request is answered with 421 (RFC 9110, section 15.5.20). Safe for any
 * number of threads.
 */
public final class HostFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int MISDIRECTED_REQUEST = 421;
    private static final int DEFAULT_PORT = 80;
    private static final Set<String> NAMES = Set.of("localhost", "localhost.", "127.0.0.1", "[::1]");

    private final int port;

    /**
     * Creates the filter.
     *
     * @param port the port of this server
     */
    public HostFilter(int port) {
        this.port = port;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isThisServer(request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            JsonAnswer.error(
                    response,
                    MISDIRECTED_REQUEST,
                    "this server is only available from its own machine, at http://localhost:" + port + "/");
        }
    }

    private boolean isThisServer(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        String suffix = ":" + port;
        if (name.endsWith(suffix)) {
            return NAMES.contains(name.substring(0, name.length() - suffix.length()));
        }
        return port == DEFAULT_PORT && NAMES.contains(name);
    }
}
