package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of one session that overlap on nodes of Java, on a session that began in Express. */
class OverlapTest {

    private static final int ROUNDS = 20;
    private static final int WRITERS = 8;

    @ParameterizedTest
    @EnumSource
    void overlappingWritersLoseNothingWithinFewTries(NodeStore kind) throws Exception {
        AtomicInteger writes = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (Nodes nodes = new Nodes(kind)) {
            List<SessionStore> stores = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                stores.add(nodes.java(
                                nodes.storage(call -> {
                                    if (call.operation().equals("UpdateItem")) {
                                        writes.incrementAndGet();
                                    }
                                }),
                                Json.JACKSON)
                        .build());
            }
            for (int round = 0; round < ROUNDS; round++) {
                String id = UUID.randomUUID().toString();
                nodes.express().set(id, Map.of("begun", true));
                CyclicBarrier barrier = new CyclicBarrier(WRITERS);
                List<Callable<SaveResult>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    int writer = i;
                    writers.add(() -> {
                        SessionStore java = stores.get(writer % stores.size());
                        Session session = java.find(id).orElseThrow();
                        session.setAttribute("key" + writer, writer);
                        barrier.await(10, TimeUnit.SECONDS);
                        return java.save(session);
                    });
                }
                for (Future<SaveResult> result : threads.invokeAll(writers)) {
                    assertThat(result.get()).isEqualTo(SaveResult.CHANGED);
                }
                assertThat(Reply.withoutOwn(nodes.express().get(id))).hasSize(WRITERS + 1);
            }
            double tries = (double) writes.get() / (ROUNDS * WRITERS);
            System.out.printf(
                    "%s: %d of %d overlapping updates kept, %.2f tries each%n",
                    kind, ROUNDS * WRITERS, ROUNDS * WRITERS, tries);
            assertThat(tries).isLessThanOrEqualTo(3.0);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlowRequestOfJavaDoesNotUndoALogoutOnEitherSide(NodeStore kind) throws Exception {
        try (Nodes nodes = new Nodes(kind)) {
            SessionStore java = nodes.java();
            SessionStore other = nodes.java();
            for (int round = 0; round < ROUNDS; round++) {
                String id = UUID.randomUUID().toString();
                nodes.express().set(id, Map.of("user", "ann"));
                Session slow = java.find(id).orElseThrow();
                slow.setAttribute("late", round);

                if (round % 2 == 0) {
                    nodes.express().destroy(id);
                } else {
                    other.delete(id);
                }

                assertThat(java.save(slow)).isEqualTo(SaveResult.ENDED);
                assertThat(nodes.express().get(id)).isNull();
                assertThat(other.isAlive(id)).isFalse();
            }
        }
    }
}
