package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrent requests and threads. */
abstract class ConcurrencyCases extends Cases {

    private static final int MANY = 8;

    ConcurrencyCases(ServletContract contract) {
        super(contract);
    }

    private static void atOnce(List<Callable<Answer>> requests) {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answer.get(30, TimeUnit.SECONDS).hasStatus(200);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Rule("7.7.1: several servlets may have active access to the same session at the same time")
    void overlappingRequestsLoseNoAttribute() {
        CyclicBarrier all = new CyclicBarrier(MANY);
        App app = app().saying("/begin", request -> request.getSession().getId())
                .at("/set", (request, response) -> {
                    HttpSession session = request.getSession(false);
                    session.getAttribute("any");
                    all.await(30, TimeUnit.SECONDS);
                    session.setAttribute(request.getParameter("name"), "set");
                })
                .saying("/names", request -> Collections.list(
                                request.getSession().getAttributeNames())
                        .size())
                .start();
        Client client = app.client();
        client.get("/begin");

        atOnce(IntStream.range(0, MANY)
                .<Callable<Answer>>mapToObj(i -> {
                    Client twin = client.twin();
                    return () -> twin.get("/set?name=a" + i);
                })
                .toList());

        client.get("/names").says(MANY);
    }

    @Test
    @Rule("7.7.1: access to the objects that represent session attributes is thread safe")
    void manyThreadsOfARequestChangeTheSession() {
        Client client = app().at("/set", (request, response) -> {
                    HttpSession session = request.getSession();
                    List<Thread> threads = new ArrayList<>();
                    for (int i = 0; i < MANY; i++) {
                        String name = "a" + i;
                        threads.add(new Thread(() -> {
                            session.setAttribute(name, "set");
                            session.getAttributeNames();
                            session.getAttribute("a0");
                        }));
                    }
                    threads.forEach(Thread::start);
                    for (Thread thread : threads) {
                        thread.join();
                    }
                })
                .saying("/names", request -> Collections.list(
                                request.getSession().getAttributeNames())
                        .size())
                .start()
                .client();

        client.get("/set").hasStatus(200);

        client.get("/names").says(MANY);
    }

    @Test
    @Rule("HttpSession.invalidate: also for requests that are under way")
    void aRequestThatOverlapsALogoutDoesNotBringTheSessionBack() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch loggedOut = new CountDownLatch(1);
        App app = app().saying("/begin", request -> request.getSession().getId())
                .at("/slow", (request, response) -> {
                    HttpSession session = request.getSession(false);
                    session.getAttribute("user");
                    reading.countDown();
                    assertThat(loggedOut.await(30, TimeUnit.SECONDS)).isTrue();
                    try {
                        session.setAttribute("user", "alice");
                    } catch (IllegalStateException e) {
                        response.setHeader("Told", "yes");
                    }
                })
                .at("/logout", (request, response) -> request.getSession(false).invalidate())
                .saying("/is-there", request -> request.getSession(false) != null)
                .start();
        Client client = app.client();
        client.get("/begin");
        Client slow = client.twin();
        Client later = client.twin();

        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> slowAnswer = thread.submit(() -> slow.sendOnly("GET", "/slow", ""));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            client.sendOnly("GET", "/logout", "").hasStatus(200);
            loggedOut.countDown();
            slowAnswer.get(30, TimeUnit.SECONDS).hasStatus(200);
            app.awaitEndOfRequests();
        } finally {
            thread.shutdownNow();
        }

        later.get("/is-there").says(false);
    }

    @Test
    @Rule("7.7.1: overlapping requests have access to the same session at the same time")
    @Excepted(FilterLimit.OVERLAP)
    void aChangeIsSeenByARequestThatIsUnderWay() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        App app = app().saying("/begin", request -> request.getSession().getId())
                .saying("/slow", request -> {
                    Object before = request.getSession().getAttribute("a");
                    reading.countDown();
                    assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
                    return before + " " + request.getSession().getAttribute("a");
                })
                .at("/set", (request, response) -> request.getSession().setAttribute("a", "set"))
                .start();
        Client client = app.client();
        client.get("/begin");
        Client slow = client.twin();

        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> slowAnswer = thread.submit(() -> slow.sendOnly("GET", "/slow", ""));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            client.sendOnly("GET", "/set", "").hasStatus(200);
            changed.countDown();
            slowAnswer.get(30, TimeUnit.SECONDS).says("null set");
        } finally {
            thread.shutdownNow();
        }
    }
}
