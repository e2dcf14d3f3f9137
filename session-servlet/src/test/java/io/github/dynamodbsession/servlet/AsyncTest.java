package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The session of an asynchronous request is saved when the request ends, on any thread. */
class AsyncTest extends FilterTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Queue<Future<?>> work = new ConcurrentLinkedQueue<>();

    /** The action on another thread of the application. */
    interface Work {
        void act(AsyncContext async, HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    @AfterEach
    void workSucceeded() throws Exception {
        threads.shutdown();
        for (Future<?> done : work) {
            done.get(30, TimeUnit.SECONDS);
        }
    }

    private void elsewhere(AsyncContext async, Work work) {
        Callable<Void> call = () -> {
            work.act(async, (HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
            return null;
        };
        this.work.add(threads.submit(call));
    }

    private Server async(Work work) {
        return serve((request, response) -> elsewhere(request.startAsync(), work));
    }

    @Test
    void aSessionBegunOnAnotherThreadIsStoredBeforeTheRequestIsComplete() {
        Server server = async((async, request, response) -> {
            request.getSession().setAttribute("name", "value");
            response.getWriter().print("done");
            async.complete();
        });

        Answer answer = get(server, "/");

        assertThat(answer.body()).isEqualTo("done");
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    @Test
    void theThreadThatCompletesOrDispatchesTheRequestHasSavedItBefore() {
        Queue<Thread> saving = new ConcurrentLinkedQueue<>();
        SessionStore observed = SessionStore.builder(storage)
                .tokens(tokens())
                .cleanupInterval(Duration.ZERO)
                .listener(new SessionListener() {
                    @Override
                    public void onCreated(Session session) {
                        saving.add(Thread.currentThread());
                    }
                })
                .build();
        Queue<Thread> ending = new ConcurrentLinkedQueue<>();
        Server server = server(SessionFilter.of(observed))
                .at("/nothing", (request, response) -> {})
                .at(
                        "/*",
                        (request, response) -> elsewhere(request.startAsync(), (async, asyncRequest, ignored) -> {
                            ending.add(Thread.currentThread());
                            asyncRequest.getSession();
                            if (asyncRequest.getRequestURI().equals("/dispatch")) {
                                async.dispatch("/nothing");
                            } else {
                                async.complete();
                            }
                        }))
                .start();

        get(server, "/complete");
        get(server, "/dispatch");

        assertThat(saving).hasSize(2).containsExactlyElementsOf(ending);
    }

    @Test
    void aSessionChangedOnAnotherThreadIsStoredOnce() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            elsewhere(request.startAsync(request, response), (async, asyncRequest, asyncResponse) -> {
                assertThat(asyncRequest).isSameAs(request);
                assertThat(asyncResponse).isSameAs(response);
                assertThat(asyncRequest.getSession()).isSameAs(session);
                session.setAttribute("name", "other");
                async.complete();
            });
        });

        get(server, "/", token).hasNoCookie();

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void theEndOfTheFirstPassDoesNotSave() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "first");
            AsyncContext started = request.startAsync();
            elsewhere(started, (async, asyncRequest, asyncResponse) -> {
                asyncRequest.getSession().setAttribute("name", "second");
                async.complete();
            });
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        assertThat(attribute(token, "name")).contains("second");
    }

    /** The container has one response over both, and commits it for what was written before and after the dispatch. */
    @Test
    void whatWasWrittenBeforeADispatchCountsForWhatIsWrittenAfterIt() {
        Server server = serve((request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                response.getOutputStream().print("a".repeat(response.getBufferSize() - 1));
                request.startAsync().dispatch();
            } else {
                request.getSession().setAttribute("name", "value");
                response.getOutputStream().print("bc");
            }
        });

        Answer answer = get(server, "/");

        assertThat(answer.body()).endsWith("abc");
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    @Test
    void aDispatchHasTheSessionOfItsRequest() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .at("/result", (request, response) -> {
                    assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ASYNC);
                    assertThat(request.getSession().getAttribute("name")).isEqualTo("other");
                    request.getSession().setAttribute("result", 1);
                    response.getWriter().print("done");
                })
                .at(
                        "/*",
                        (request, response) -> elsewhere(request.startAsync(), (async, asyncRequest, ignored) -> {
                            asyncRequest.getSession().setAttribute("name", "other");
                            async.dispatch("/result");
                        }))
                .start();

        Answer answer = get(server, "/", token);

        assertThat(answer.body()).isEqualTo("done");
        assertThat(calls()).containsEntry(GET, 1);
        assertThat(attribute(token, "name")).contains("other");
        assertThat(attribute(token, "result")).contains(1);
    }

    @Test
    void aDispatchOfOurOwnRequestIsSavedAtItsEnd() {
        Server server = server(SessionFilter.of(store))
                .at("/result", (request, response) -> request.getSession().setAttribute("name", "value"))
                .at(
                        "/*",
                        (request, response) -> elsewhere(
                                request.startAsync(
                                        new HttpServletRequestWrapper(request),
                                        new HttpServletResponseWrapper(response)),
                                (async, asyncRequest, ignored) -> {
                                    assertThat(async.hasOriginalRequestAndResponse())
                                            .isFalse();
                                    async.dispatch(async.getRequest().getServletContext(), "/result");
                                }))
                .start();

        Answer answer = get(server, "/");

        assertThat(attribute(answer.newToken(), "name")).contains("value");
        assertThat(calls()).containsEntry(CREATE, 1);
    }

    @Test
    void aRequestThatIsDispatchedToItselfCanBeginASession() {
        Server server = serve((request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                request.getSession().setAttribute("name", "value");
                response.getWriter().print("a".repeat(5000));
            } else {
                response.getWriter().print("a".repeat(5000));
                request.startAsync().dispatch();
            }
        });

        Answer answer = get(server, "/");

        assertThat(answer.body()).hasSize(10_000);
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    @Test
    void theContextIsOneAndKnowsItsRequest() {
        Server server = serve((request, response) -> {
            AsyncContext async = request.startAsync();
            assertThat(request.getAsyncContext()).isSameAs(async);
            assertThat(async.getRequest()).isSameAs(request);
            assertThat(async.getResponse()).isSameAs(response);
            assertThat(async.hasOriginalRequestAndResponse()).isTrue();
            async.setTimeout(60_000);
            assertThat(async.getTimeout()).isEqualTo(60_000);
            assertThat(async.createListener(Completing.class)).isNotNull();
            async.start(() -> {
                ((HttpServletRequest) async.getRequest()).getSession();
                async.complete();
            });
        });

        assertAlive(get(server, "/").newToken());
    }

    /** Creates a session and completes the request. */
    public static final class Completing implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) {
            ((HttpServletRequest) event.getAsyncContext().getRequest())
                    .getSession()
                    .setAttribute("name", "set by a listener");
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            onTimeout(event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    @Test
    void aListenerThatCompletesTheRequestSavesAsWell() {
        Server server = serve((request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(1);
            async.addListener(new Completing());
        });

        Answer answer = get(server, "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(attribute(answer.newToken(), "name")).contains("set by a listener");
    }

    @Test
    void aListenerIsToldWithTheRequestThatItWasAddedWith() {
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        Server server = serve((request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(1);
            async.addListener(
                    new AsyncListener() {
                        @Override
                        public void onComplete(AsyncEvent event) {}

                        @Override
                        public void onTimeout(AsyncEvent event) {
                            seen.addAll(List.of(
                                    event.getSuppliedRequest() == request, event.getSuppliedResponse() == response));
                            event.getAsyncContext().complete();
                        }

                        @Override
                        public void onError(AsyncEvent event) {}

                        @Override
                        public void onStartAsync(AsyncEvent event) {}
                    },
                    request,
                    response);
        });

        get(server, "/");

        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void aRequestThatIsCompletedBehindOurBackIsSavedAllTheSame() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.startAsync();
            request.getSession().setAttribute("name", "other");
            ((HttpServletRequestWrapper) request).getRequest().getAsyncContext().complete();
        });

        get(server, "/", token);

        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void aRequestThatNobodyCompletesIsSavedWhenItTimesOut() {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            request.startAsync().setTimeout(1);
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        assertAlive(answer.newToken());
    }

    @Test
    void aRequestThatFailsAfterItWentAsynchronousIsSaved() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("first", 1);
            request.startAsync().addListener(new Completing());
            throw new IOException("the application's own");
        });

        getAny(server, "/", token);

        assertThat(attribute(token, "first")).contains(1);
        assertThat(attribute(token, "name")).contains("set by a listener");
    }

    @Test
    void aSaveThatFailsOnAnotherThreadFailsTheRequest() {
        storage.on(CREATE).times(100).failBeforeApplying();
        Server server = async((async, request, response) -> {
            request.getSession().setAttribute("name", "value");
            response.getWriter().print("done");
            async.complete();
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
        assertThat(answer.body()).doesNotContain("done");
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    @Test
    void aSaveThatFailsBeforeADispatchFailsTheRequest() {
        storage.on(CREATE).times(100).failBeforeApplying();
        Server server = async((async, request, response) -> {
            request.getSession().setAttribute("name", "value");
            async.dispatch();
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(503);
        answer.hasNoCookie();
    }

    @Test
    void aSaveThatFailsAtTheEndOfADispatchFailsTheRequest() {
        storage.on(CREATE).times(100).failBeforeApplying();
        Server server = server(SessionFilter.of(store))
                .at("/result", (request, response) -> request.getSession())
                .at("/*", (request, response) -> {
                    if (request.getQueryString() == null) {
                        request.startAsync().dispatch("/result");
                    } else {
                        request.startAsync(request, response).dispatch("/result");
                    }
                })
                .start();

        assertThat(getAny(server, "/").status()).isEqualTo(503);
        assertThat(getAny(server, "/?wrapped").status()).isEqualTo(503);
    }

    @Test
    void manyThreadsOfARequestHaveOneSessionThatIsReadOnce() {
        String token = stored("name", "value");
        Server server = async((async, request, response) -> {
            List<Future<HttpSession>> sessions = threads.invokeAll(IntStream.range(0, 6)
                    .<Callable<HttpSession>>mapToObj(i -> () -> {
                        request.getSession().setAttribute("thread" + i, i);
                        return request.getSession();
                    })
                    .toList());
            assertThat(sessions.stream().map(AsyncTest::result).distinct()).hasSize(1);
            async.complete();
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        for (int i = 0; i < 6; i++) {
            assertThat(attribute(token, "thread" + i)).contains(i);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNonBlockingWriterHasTheSessionStoredBeforehandAndIsNeverMadeToWait() {
        byte[] text = "a".repeat(50_000).getBytes(UTF_8);
        Server server = serve((request, response) -> {
            AsyncContext async = request.startAsync();
            ServletOutputStream stream = response.getOutputStream();
            request.getSession().setAttribute("name", "value");
            stream.setWriteListener(new WriteListener() {
                private int written;

                @Override
                public void onWritePossible() throws IOException {
                    while (stream.isReady()) {
                        if (written == text.length) {
                            async.complete();
                            return;
                        }
                        request.getSession().setAttribute("written", written);
                        stream.write(text, written, 10_000);
                        written += 10_000;
                        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
                        if (stream.isReady()) {
                            stream.flush();
                        }
                        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    async.complete();
                }
            });
            assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        });

        Answer answer = get(server, "/");

        assertThat(answer.body()).hasSize(50_000);
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1, UPDATE, 1));
        assertThat(attribute(answer.newToken(), "written")).contains(40_000);
    }

    @Test
    void aLateSaverOnAnotherThreadCanBeAnsweredByTheHandler() {
        String token = stored("name", "value");
        SessionFilter filter = SessionFilter.builder(store)
                .onSessionEnded((request, response) -> {
                    response.reset();
                    response.setStatus(409);
                    return true;
                })
                .build();
        Server server = serve(
                filter,
                (request, response) -> elsewhere(request.startAsync(), (async, r, asyncResponse) -> {
                    r.getSession().setAttribute("name", "other");
                    store.delete(idOf(token));
                    asyncResponse.getWriter().print("done");
                    async.complete();
                }));

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEmpty();
        assertDead(token);
    }
}
