package io.github.dynamodbsession.demo.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports whether the storage is available, without loading the client's session. Safe for any number of threads. */
public final class StorageServlet extends HttpServlet {

    /** The path of this servlet. */
    public static final String PATH = "/api/storage";

    private static final long serialVersionUID = 1L;

    private final transient StorageState storage;

    /**
     * Creates the servlet.
     *
     * @param storage the state of the storage
     */
    public StorageServlet(StorageState storage) {
        this.storage = storage;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            ApiRequest.allow(request, response, "GET");
            Map<String, @Nullable Object> view = new LinkedHashMap<>();
            view.put("available", true);
            storage.asked().ifPresent(down -> {
                view.put("available", false);
                view.put("since", down.since());
                view.put("reason", down.reason());
            });
            JsonAnswer.send(response, HttpServletResponse.SC_OK, view);
        } catch (ApiException e) {
            JsonAnswer.error(response, e.status(), String.valueOf(e.getMessage()));
        }
    }
}
