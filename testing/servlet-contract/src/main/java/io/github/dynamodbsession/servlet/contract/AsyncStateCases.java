package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.harness.ApplicationServlet;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The results of each method of the container's request, response, async context and its events, in each state of an
 * asynchronous request. They must be the same with a filter in between, so every table is built twice.
 */
abstract class AsyncStateCases extends Cases {

    AsyncStateCases(ServletContract contract) {
        super(contract);
    }

    /** How the request has reached the servlet that starts async mode. */
    enum Where {
        DIRECTLY,
        IN_A_FORWARD,
        IN_A_NAMED_FORWARD,
        IN_A_FORWARD_WITH_WRAPPERS,
        IN_AN_INCLUDE,
        IN_A_DISPATCH,
        IN_A_DISPATCH_OF_WRAPPERS,
        IN_A_FORWARD_OF_A_DISPATCH
    }

    /** The arguments of startAsync. */
    enum With {
        NOTHING,
        ITS_REQUEST_AND_RESPONSE,
        A_REQUEST_OF_ITS_OWN,
        A_RESPONSE_OF_ITS_OWN,
        BOTH_OF_ITS_OWN
    }

    /** How the state ends. */
    enum Then {
        COMPLETE,
        DISPATCH,
        DISPATCH_TO_A_PATH,
        TIME_OUT
    }

    /** When it ends. */
    enum When {
        AT_ONCE,
        WHEN_ITS_THREAD_HAS_LEFT
    }

    private static final class OwnRequest extends HttpServletRequestWrapper {
        OwnRequest(HttpServletRequest request) {
            super(request);
        }
    }

    private static final class OwnResponse extends HttpServletResponseWrapper {
        OwnResponse(HttpServletResponse response) {
            super(response);
        }
    }

    /** One sequence of states, and the results in it. */
    private static final class Script {

        private static final int MAX_RUNS = 4;
        private static final int LISTENERS = 2;

        private final Where where;
        private final With with;
        private final Then then;
        private final When when;
        private final Queue<String> answers = new ConcurrentLinkedQueue<>();
        private final Queue<String> events = new ConcurrentLinkedQueue<>();
        private final CountDownLatch left = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(LISTENERS);
        private final AtomicInteger runs = new AtomicInteger();

        Script(Where where, With with, Then then, When when) {
            this.where = where;
            this.with = with;
            this.then = then;
            this.when = when;
        }

        private interface Call {
            @Nullable
            Object answer() throws Exception;
        }

        private void ask(String name, Call call) {
            String answer;
            try {
                answer = String.valueOf(call.answer());
            } catch (IllegalStateException e) {
                answer = "IllegalStateException";
            } catch (Exception e) {
                answer = e.getClass().getSimpleName();
            }
            answers.add(name + ": " + answer);
        }

        private void ask(String moment, HttpServletRequest request) {
            ask(moment + ", dispatcher type", request::getDispatcherType);
            ask(moment + ", URI", request::getRequestURI);
            ask(moment + ", path", request::getServletPath);
            for (String attribute : new String[] {
                RequestDispatcher.FORWARD_REQUEST_URI,
                RequestDispatcher.INCLUDE_REQUEST_URI,
                AsyncContext.ASYNC_REQUEST_URI
            }) {
                ask(moment + ", " + attribute, () -> request.getAttribute(attribute));
            }
            ask(moment + ", isAsyncSupported", request::isAsyncSupported);
            ask(moment + ", isAsyncStarted", request::isAsyncStarted);
            ask(moment + ", has a session", () -> request.getSession(false) != null);
        }

        private void ask(
                String moment,
                HttpServletRequest request,
                HttpServletRequest given,
                HttpServletResponse response,
                AsyncContext async) {
            ask(moment, request);
            ask(moment + ", getAsyncContext is it", () -> request.getAsyncContext() == async);
            ask(moment + ", getRequest is what was given", () -> async.getRequest() == given);
            ask(moment + ", getRequest, URI", () -> ((HttpServletRequest) async.getRequest()).getRequestURI());
            if (where != Where.IN_AN_INCLUDE) { // the wrapper that Tomcat inserts below our response there cannot be
                // distinguished
                ask(moment + ", getResponse is what was given", () -> async.getResponse() == response);
            }
            ask(moment + ", hasOriginalRequestAndResponse", async::hasOriginalRequestAndResponse);
            ask(moment + ", getTimeout", async::getTimeout);
            ask(moment + ", createListener", () -> async.createListener(Silent.class) != null);
        }

        void target(HttpServletRequest request, HttpServletResponse response) throws Exception {
            int run = runs.incrementAndGet();
            ask("run " + run, request);
            if (run > MAX_RUNS) {
                return; // an endless loop
            }
            if (!isToStart(request)) {
                response.getWriter().print("end");
                return;
            }
            request.getSession();
            start(request, response);
        }

        /** A filter, to know when the thread leaves. */
        void leaving(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            try {
                chain.doFilter(request, response);
            } finally {
                if (request.getAttribute("started") != null) {
                    left.countDown();
                }
            }
        }

        void awaitEnd() {
            try {
                if (!over.await(20, TimeUnit.SECONDS)) {
                    answers.add("it does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isToStart(HttpServletRequest request) {
            boolean isSecond = request.getAttribute("started") != null;
            request.setAttribute("started", true);
            return !isSecond;
        }

        private void start(HttpServletRequest request, HttpServletResponse response) throws Exception {
            boolean ownRequest = with == With.A_REQUEST_OF_ITS_OWN || with == With.BOTH_OF_ITS_OWN;
            boolean ownResponse = with == With.A_RESPONSE_OF_ITS_OWN || with == With.BOTH_OF_ITS_OWN;
            HttpServletRequest given = ownRequest ? new OwnRequest(request) : request;
            HttpServletResponse givenResponse = ownResponse ? new OwnResponse(response) : response;
            AsyncContext async;
            try {
                async = with == With.NOTHING ? request.startAsync() : request.startAsync(given, givenResponse);
            } catch (IllegalStateException e) {
                answers.add("it does not start");
                over.countDown();
                over.countDown();
                return;
            }
            async.setTimeout(then == Then.TIME_OUT ? 100 : 20_000);
            async.addListener(new Listening("listener", async, given, givenResponse));
            async.addListener(new Listening("listener with both", async, given, givenResponse), given, givenResponse);
            ask("started", request, given, givenResponse, async);
            ask("started, startAsync", request::startAsync);
            if (when == When.AT_ONCE) {
                end(async);
                if (then != Then.TIME_OUT) {
                    ask("ended", request, given, givenResponse, async);
                    if (then != Then.COMPLETE) { // where Undertow rejects nothing, and both continue concurrently
                        ask("ended, dispatch", () -> {
                            async.dispatch("/again");
                            return "done";
                        });
                    }
                }
            } else {
                new Thread(() -> endLater(async, request)).start();
            }
        }

        private void endLater(AsyncContext async, HttpServletRequest request) {
            try {
                if (left.await(20, TimeUnit.SECONDS)) {
                    ask("left, getRequest, URI", () -> ((HttpServletRequest) async.getRequest()).getRequestURI());
                    ask("left, hasOriginalRequestAndResponse", async::hasOriginalRequestAndResponse);
                    ask("left, isAsyncStarted", request::isAsyncStarted);
                    end(async);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void end(AsyncContext async) {
            switch (then) {
                case COMPLETE -> async.complete();
                case DISPATCH -> async.dispatch();
                case DISPATCH_TO_A_PATH -> async.dispatch("/target?x=y");
                case TIME_OUT -> {}
            }
        }

        /** Sorted, because events arrive on different threads. */
        List<String> table() {
            List<String> all = new ArrayList<>(answers);
            events.stream().sorted().forEach(all::add);
            return all;
        }

        final class Listening implements AsyncListener {

            private final String name;
            private final AsyncContext async;
            private final HttpServletRequest request;
            private final HttpServletResponse response;

            Listening(String name, AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
                this.name = name;
                this.async = async;
                this.request = request;
                this.response = response;
            }

            private void log(String kind, AsyncEvent event) {
                events.add(name + ", " + kind
                        + ", request " + compared(event.getSuppliedRequest(), request)
                        + (where == Where.IN_AN_INCLUDE
                                ? ""
                                : ", response " + compared(event.getSuppliedResponse(), response))
                        + ", context " + compared(event.getAsyncContext(), async)
                        + ", failure " + event.getThrowable());
            }

            private String compared(@Nullable Object actual, Object given) {
                if (actual == null) {
                    return "none";
                }
                return actual == given ? "as given" : "another";
            }

            @Override
            public void onComplete(AsyncEvent event) {
                log("complete", event);
                over.countDown();
            }

            @Override
            public void onTimeout(AsyncEvent event) {
                log("time-out", event);
                if (name.equals("listener")) {
                    event.getAsyncContext().complete();
                }
            }

            @Override
            public void onError(AsyncEvent event) {
                log("error", event);
            }

            @Override
            public void onStartAsync(AsyncEvent event) {
                log("start", event);
                over.countDown(); // it is not notified of the next one
            }
        }
    }

    /** Instantiated by the container. */
    static final class Silent implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static Application way(Script script) {
        return (request, response) -> {
            switch (script.where) {
                case DIRECTLY -> script.target(request, response);
                case IN_A_FORWARD -> request.getRequestDispatcher("/target").forward(request, response);
                case IN_A_NAMED_FORWARD ->
                    request.getServletContext().getNamedDispatcher("target").forward(request, response);
                case IN_A_FORWARD_WITH_WRAPPERS ->
                    request.getRequestDispatcher("/target").forward(new OwnRequest(request), new OwnResponse(response));
                case IN_AN_INCLUDE -> request.getRequestDispatcher("/target").include(request, response);
                case IN_A_DISPATCH -> request.startAsync(request, response).dispatch("/target");
                case IN_A_DISPATCH_OF_WRAPPERS ->
                    request.startAsync(new OwnRequest(request), new OwnResponse(response))
                            .dispatch("/target");
                case IN_A_FORWARD_OF_A_DISPATCH -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        request.getRequestDispatcher("/target").forward(request, response);
                    } else {
                        request.startAsync(request, response).dispatch();
                    }
                }
            }
        };
    }

    private List<String> table(Sessions sessions, Script script) {
        try (App app = app(sessions, "/app")) {
            app.atStartup(context -> {
                        ServletRegistration.Dynamic target = context.addServlet(
                                "target", new ApplicationServlet(script::target, new ConcurrentLinkedQueue<>()));
                        target.setAsyncSupported(true);
                        target.addMapping("/target");
                    })
                    .at("/way", (request, response) -> {
                        script.answers.add("way: " + request.getDispatcherType());
                        way(script).handle(request, response);
                    })
                    .filter(script::leaving)
                    .start();
            Answer answer = app.client().get("/way");
            script.awaitEnd();
            app.awaitEndOfRequests();
            List<String> table = script.table();
            table.add("status " + answer.status() + ", " + answer.setCookies().size() + " cookies");
            return table;
        }
    }

    static Stream<Arguments> states() {
        return Stream.of(Where.values())
                .flatMap(where -> Stream.of(With.values()).map(with -> Arguments.of(where, with)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("states")
    @Rule("2.3.3.3: AsyncContext, AsyncEvent, RequestDispatcher, request and response, in every state")
    void everyCallIsAnsweredAsTheContainerDoes(Where where, With with) {
        List<String> differences = new ArrayList<>();
        endings(where).forEach(ending -> {
            List<String> actual = table(contract().sessions(), ending.script(where, with));
            if (contract().sessions().areOfTheFilter()) {
                List<String> expected = table(Sessions.ofTheContainer(), ending.script(where, with));
                without(actual, expected).forEach(line -> differences.add(ending + " misses " + line));
                without(expected, actual).forEach(line -> differences.add(ending + " has " + line));
                if (differences.isEmpty()) {
                    assertThat(actual).as("%s", ending).isEqualTo(expected);
                }
            }
        });
        assertThat(differences).isEmpty();
    }

    private static Stream<String> without(List<String> some, List<String> all) {
        return all.stream().filter(line -> !some.contains(line));
    }

    private record Ending(Then then, When when) {
        Script script(Where where, With with) {
            return new Script(where, with, then, when);
        }
    }

    /** A timeout happens by itself, which takes a second in Tomcat. */
    private static Stream<Ending> endings(Where where) {
        Stream<Ending> byHand = Stream.of(Then.COMPLETE, Then.DISPATCH, Then.DISPATCH_TO_A_PATH)
                .flatMap(then -> Stream.of(When.values()).map(when -> new Ending(then, when)));
        return EnumSet.of(Where.DIRECTLY, Where.IN_A_FORWARD, Where.IN_A_DISPATCH)
                        .contains(where)
                ? Stream.concat(byHand, Stream.of(new Ending(Then.TIME_OUT, When.AT_ONCE)))
                : byHand;
    }
}
