package io.github.dynamodbsession.demo.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Serves the page and its parts, from the class path. Safe for any number of threads. */
public final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private record Resource(String name, String type) {}

    private static final Map<String, Resource> RESOURCES = Map.of(
            "/", new Resource("index.html", "text/html;charset=UTF-8"),
            "/style.css", new Resource("style.css", "text/css;charset=UTF-8"),
            "/app.js", new Resource("app.js", "text/javascript;charset=UTF-8"),
            "/favicon.svg", new Resource("favicon.svg", "image/svg+xml"));

    private final String contentSecurityPolicy;

    /**
     * Creates the servlet.
     *
     * @param siblings the origins of all nodes, which the page may call
     */
    public PageServlet(Set<String> siblings) {
        this.contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self' " + String.join(" ", new TreeSet<>(siblings))
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /**
     * Copies the page and its parts, for another server.
     *
     * @param folder where to
     */
    public static void copyTo(Path folder) throws IOException {
        for (Resource resource : RESOURCES.values()) {
            try (InputStream content = Objects.requireNonNull(
                    PageServlet.class.getResourceAsStream(resource.name()), "a part of the page")) {
                Files.copy(content, folder.resolve(resource.name()));
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Resource resource = RESOURCES.get(request.getRequestURI());
        InputStream content = resource == null ? null : getClass().getResourceAsStream(resource.name());
        if (resource == null || content == null) {
            JsonAnswer.error(response, HttpServletResponse.SC_NOT_FOUND, "not found; the page is at /");
            return;
        }
        response.setContentType(resource.type());
        response.setHeader("Content-Security-Policy", contentSecurityPolicy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-cache");
        try (content) {
            content.transferTo(response.getOutputStream());
        }
    }
}
