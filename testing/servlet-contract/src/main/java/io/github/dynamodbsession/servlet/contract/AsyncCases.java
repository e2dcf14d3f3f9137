package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asynchronous requests. */
abstract class AsyncCases extends Cases {

    private static final int CHUNKS = 40;
    private static final byte[] CHUNK = "x".repeat(8_000).getBytes(StandardCharsets.UTF_8);

    AsyncCases(ServletContract contract) {
        super(contract);
    }

    private App waiting() {
        return app().at("/set", (request, response) -> request.getSession().setAttribute("a", "0"))
                .saying(
                        "/a",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getAttribute("a"));
    }

    private static AsyncContext begin(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(30_000);
        return async;
    }

    /** On a thread that does not belong to the container. */
    private static void elsewhere(AsyncContext async, Application work) {
        new Thread(() -> {
                    try {
                        work.handle((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .start();
    }

    @Test
    @Rule("2.3.3.3: AsyncContext.complete; 7.4")
    void aSessionCanBeginOnAnotherThread() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    elsewhere(async, (ours, theirs) -> {
                        ours.getSession().setAttribute("a", "1");
                        theirs.getWriter().print("done");
                        async.complete();
                    });
                })
                .start()
                .client();

        client.get("/async").says("done").sessionCookie();

        client.get("/a").says("1");
    }

    @Test
    @Rule("2.3.3.3: AsyncContext.start, complete; 7.4")
    void whatAThreadOfTheContainerChangesIsKept() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    async.start(() -> {
                        request.getSession().setAttribute("a", "2");
                        async.complete();
                    });
                })
                .start()
                .client();
        client.get("/set");

        client.get("/async").hasStatus(200);

        client.get("/a").says("2");
    }

    @Test
    @Rule("2.3.3.3: what began before startAsync and what changes after it")
    void bothPartsOfTheRequestHaveOneSession() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    request.getSession().setAttribute("a", "3");
                    AsyncContext async = begin(request);
                    elsewhere(async, (ours, theirs) -> {
                        ours.getSession().setAttribute("a", ours.getSession().getAttribute("a") + "4");
                        async.complete();
                    });
                })
                .start()
                .client();

        client.get("/async").hasStatus(200).sessionCookie();

        client.get("/a").says("34");
    }

    @ParameterizedTest(name = "with request and response of its own: {0}")
    @ValueSource(booleans = {false, true})
    @Rule("2.3.3.3, 9.7: AsyncContext.dispatch")
    void aDispatchHasTheSessionOfItsRequest(boolean own) {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    request.getSession().setAttribute("a", "5");
                    AsyncContext async = own ? request.startAsync(request, response) : request.startAsync();
                    async.dispatch("/target");
                })
                .at("/target", (request, response) -> {
                    request.getSession().setAttribute("a", request.getSession().getAttribute("a") + "6");
                    response.getWriter().print(request.getSession().getAttribute("a"));
                })
                .start()
                .client();

        client.get("/async").says("56").sessionCookie();

        client.get("/a").says("56");
    }

    @ParameterizedTest(name = "from another thread: {0}")
    @ValueSource(booleans = {false, true})
    @Rule("AsyncContext.dispatch: begun with a request, to the URI of that request; in a forward that is its target")
    void aForwardedServletThatStartsWithItsRequestIsDispatchedToItself(boolean elsewhere) {
        Client client = waiting()
                .at("/forward", (request, response) -> {
                    response.getWriter().print("forward ");
                    request.getSession().setAttribute("a", "13");
                    request.getRequestDispatcher("/target").forward(request, response);
                })
                .at("/target", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        response.getWriter()
                                .print("again " + request.getSession().getAttribute("a"));
                    } else {
                        AsyncContext async = request.startAsync(request, response);
                        if (elsewhere) {
                            elsewhere(async, (ours, theirs) -> async.dispatch());
                        } else {
                            async.dispatch();
                        }
                    }
                })
                .start()
                .client();

        client.get("/forward").says("again 13").sessionCookie();
    }

    @Test
    @Rule("ServletRequest.startAsync(ServletRequest, ServletResponse): again within an asynchronous dispatch")
    void whatIsDispatchedCanStartAgainWithItsRequest() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    request.getSession().setAttribute("a", "14");
                    request.startAsync(request, response).dispatch("/target");
                })
                .at("/target", (request, response) -> {
                    if (request.getAttribute("again") == null) {
                        request.setAttribute("again", true);
                        request.startAsync(request, response).dispatch();
                    } else {
                        response.getWriter().print(request.getSession().getAttribute("a"));
                    }
                })
                .start()
                .client();

        client.get("/async").says("14").sessionCookie();
    }

    @Test
    @Rule("2.3.3.3, 9.7: AsyncContext.dispatch, from another thread")
    void aDispatchFromAnotherThreadCanBeginASession() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    if (request.getAttribute("again") == null) {
                        request.setAttribute("again", true);
                        AsyncContext async = begin(request);
                        elsewhere(async, (ours, theirs) -> async.dispatch());
                    } else {
                        request.getSession().setAttribute("a", "7");
                    }
                })
                .start()
                .client();

        client.get("/async").hasStatus(200).sessionCookie();

        client.get("/a").says("7");
    }

    @Test
    @Rule("2.3.3.3: AsyncContext.dispatch, after a change on another thread")
    void whatIsChangedBeforeADispatchIsThereInIt() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    elsewhere(async, (ours, theirs) -> {
                        ours.getSession().setAttribute("a", "8");
                        async.dispatch("/a");
                    });
                })
                .start()
                .client();

        client.get("/async").says("8").sessionCookie();

        client.get("/a").says("8");
    }

    @Test
    @Rule("AsyncListener.onTimeout: the listener may complete the request")
    void aListenerOfTheTimeOutCanUseTheSession() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(50);
                    async.addListener(new Completing(), request, response);
                })
                .start()
                .client();

        client.get("/async").hasStatus(200).sessionCookie();

        client.get("/a").says("timed out");
    }

    private static final class Completing implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            ((HttpServletRequest) event.getSuppliedRequest()).getSession().setAttribute("a", "timed out");
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    @Test
    @Rule("2.3.3.3: an asynchronous request that nobody completes times out; 7.4")
    void whatIsChangedBeforeATimeOutIsKept() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    request.getSession().setAttribute("a", "9");
                    request.startAsync().setTimeout(50);
                })
                .start()
                .client();
        client.get("/set");

        client.get("/async").hasStatus(500);

        client.get("/a").says("9");
    }

    @Test
    @Rule("2.3.3.3: complete and an answer longer than the buffer")
    void aLongAnswerFromAnotherThreadHasTheCookie() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    elsewhere(async, (ours, theirs) -> {
                        ours.getSession().setAttribute("a", "10");
                        theirs.getWriter().print("x".repeat(200_000));
                        ours.getSession().setAttribute("a", "11");
                        async.complete();
                    });
                })
                .start()
                .client();

        Answer answer = client.get("/async").hasStatus(200);

        answer.sessionCookie();
        assertThat(answer.body()).hasSize(200_000);
        client.get("/a").says("11");
    }

    @Test
    @Rule("3.7, 5.8: non-blocking I/O, WriteListener; 7.1.1")
    void aNonBlockingWriterHasTheCookie() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    request.getSession().setAttribute("a", "12");
                    ServletOutputStream out = response.getOutputStream();
                    out.setWriteListener(new Chunks(async, out));
                })
                .start()
                .client();

        Answer answer = client.get("/async").hasStatus(200);

        answer.sessionCookie();
        assertThat(answer.body()).hasSize(CHUNKS * CHUNK.length);
        client.get("/a").says("12");
    }

    private static final class Chunks implements WriteListener {

        private final AsyncContext async;
        private final ServletOutputStream out;
        private int left = CHUNKS;

        Chunks(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (left == 0) {
                    async.complete();
                    return;
                }
                left--;
                out.write(CHUNK);
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    @Test
    @Rule("3.7: non-blocking I/O, ReadListener; 7.4")
    void aNonBlockingReaderCanBeginASession() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    ServletInputStream in = request.getInputStream();
                    in.setReadListener(new ReadListener() {

                        private int read;

                        @Override
                        public void onDataAvailable() throws IOException {
                            while (in.isReady() && in.read() >= 0) {
                                read++;
                            }
                        }

                        @Override
                        public void onAllDataRead() throws IOException {
                            request.getSession().setAttribute("a", String.valueOf(read));
                            response.getWriter().print("read");
                            async.complete();
                        }

                        @Override
                        public void onError(Throwable failure) {
                            async.complete();
                        }
                    });
                })
                .start()
                .client();

        client.send("POST", "/async", "12345").says("read").sessionCookie();

        client.get("/a").says("5");
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, on another thread")
    void anIdCanChangeOnAnotherThread() {
        App app = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    elsewhere(async, (ours, theirs) -> {
                        theirs.getWriter().print(ours.changeSessionId());
                        async.complete();
                    });
                })
                .start();
        Client client = app.client();
        client.get("/set");
        Client twin = client.twin();

        Answer changed = client.get("/async").hasStatus(200);

        assertThat(app.idOf(changed.sessionCookie().value())).startsWith(changed.body());
        client.get("/a").says("0");
        twin.get("/a").says("none");
    }

    @Test
    @Rule("HttpSession.invalidate, on another thread")
    void aSessionCanEndOnAnotherThread() {
        Client client = waiting()
                .at("/async", (request, response) -> {
                    AsyncContext async = begin(request);
                    elsewhere(async, (ours, theirs) -> {
                        ours.getSession().invalidate();
                        async.complete();
                    });
                })
                .start()
                .client();
        client.get("/set");
        Client twin = client.twin();

        client.get("/async").hasStatus(200);

        twin.get("/a").says("none");
    }
}
