package io.github.dynamodbsession.spring.boot.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Changes sessions on other threads than those that the container gave the request, and completes the request there. */
final class BackgroundServlet extends HttpServlet {

    /** The attribute of a request with what is completed when the container's thread has left all filters. */
    static final String LEFT = "left";

    private static final long serialVersionUID = 1L;
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toMillis(20);

    /** What a request waits for in the background, and what says that it has gone on. */
    private transient volatile CompletableFuture<Void> released = new CompletableFuture<>();

    private transient volatile CompletableFuture<Void> completed = new CompletableFuture<>();

    void hold() {
        released = new CompletableFuture<>();
        completed = new CompletableFuture<>();
    }

    /** Lets the waiting request go on, and returns when it has been completed. */
    void release() {
        released.complete(null);
        completed.orTimeout(LONGEST_WAIT, TimeUnit.MILLISECONDS).join();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getPathInfo()) {
            case "/plain" -> {
                request.getSession();
                begin(request.startAsync(), request);
            }
            case "/wrapped" -> {
                request.getSession();
                begin(request.startAsync(request, response), request);
            }
            case "/first" -> begin(request.startAsync(), request);
            case "/nothing" -> {
                request.getSession();
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    awaitDeparture(request);
                    async.complete();
                });
            }
            case "/executor" -> {
                AsyncContext async = request.startAsync();
                new Thread(() -> set(async, request)).start();
            }
            case "/later" -> {
                request.getSession().setAttribute("color", "first");
                AsyncContext async = request.startAsync();
                new Thread(() -> {
                            released.join();
                            request.getSession().setAttribute("size", "late");
                            async.complete();
                            completed.complete(null);
                        })
                        .start();
            }
            case "/timeout" -> {
                AsyncContext async = request.startAsync();
                async.setTimeout(1);
                async.addListener(new Completing(request));
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void begin(AsyncContext async, HttpServletRequest request) {
        async.setTimeout(LONGEST_WAIT);
        async.start(() -> set(async, request));
    }

    private static void set(AsyncContext async, HttpServletRequest request) {
        awaitDeparture(request);
        request.getSession().setAttribute("color", "of the background");
        async.complete();
    }

    private static void awaitDeparture(HttpServletRequest request) {
        ((CompletableFuture<?>) request.getAttribute(LEFT))
                .orTimeout(LONGEST_WAIT, TimeUnit.MILLISECONDS)
                .join();
    }

    private record Completing(HttpServletRequest request) implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            request.getSession().setAttribute("color", "of the listener");
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
