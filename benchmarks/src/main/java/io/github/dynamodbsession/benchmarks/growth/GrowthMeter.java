package io.github.dynamodbsession.benchmarks.growth;

import io.github.dynamodbsession.benchmarks.engine.Engine;
import io.github.dynamodbsession.benchmarks.page.Figures;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.emulator.meter.ConsumedUnits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Takes sessions through their life over SDK v2, step by step: all of them take one before any takes the next, so that what
 * a step consumes can be told. Not safe for use by several threads.
 */
final class GrowthMeter implements AutoCloseable {

    /** Any: the sessions' clock stands still, so that no access is old enough to be recorded by chance. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T08:00:01.234Z"), ZoneOffset.UTC);

    private final Engine engine;
    private final SessionStore store;

    GrowthMeter(Engine engine) {
        this.engine = engine;
        this.store = SessionStore.builder(engine.storage("sessions").build())
                .codec(JacksonCodec.builder().build())
                .clock(CLOCK)
                .cleanupInterval(Duration.ZERO)
                .build();
    }

    /**
     * Measures one point.
     *
     * @param times how often each thread takes each step
     */
    List<GrowthRow> measured(Axis axis, int x, int times) {
        Content content = axis.content(x);
        List<List<Visit>> threads = new ArrayList<>();
        Map<String, String> attributes = content.attributes();
        Visit shared = new Visit(content, attributes);
        boolean isShared = axis == Axis.ONE_SESSION;
        for (int i = 0; i < axis.threads(x); i++) {
            List<Visit> visits = new ArrayList<>();
            for (int j = 0; j < times; j++) {
                visits.add(isShared ? shared : new Visit(content, attributes));
            }
            threads.add(visits);
        }
        if (isShared) {
            shared.take(Step.CREATE);
        }
        List<GrowthRow> rows = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads.size());
        try {
            engine.consumed();
            for (Step step : axis.steps()) {
                long begin = System.nanoTime();
                List<Double> micros = taken(step, threads, executor);
                double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
                ConsumedUnits consumed = engine.consumed();
                rows.add(GrowthRow.of(
                        axis, x, step, micros.size(), consumed, Figures.median(micros), micros.size() / seconds));
            }
        } finally {
            executor.shutdown();
        }
        if (isShared) {
            shared.take(Step.DELETE);
        }
        return rows;
    }

    /** How long each took, sorted. */
    private static List<Double> taken(Step step, List<List<Visit>> threads, ExecutorService executor) {
        List<Callable<List<Double>>> tasks = new ArrayList<>();
        for (List<Visit> visits : threads) {
            tasks.add(() -> {
                List<Double> micros = new ArrayList<>();
                for (Visit visit : visits) {
                    long begin = System.nanoTime();
                    visit.take(step);
                    micros.add((System.nanoTime() - begin) / (double) TimeUnit.MICROSECONDS.toNanos(1));
                }
                return micros;
            });
        }
        try {
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> task : executor.invokeAll(tasks)) {
                all.addAll(task.get());
            }
            return all.stream().sorted().toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session cannot be taken through: " + step.label, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    /** One session. Reading it is safe for several threads. */
    private final class Visit {

        private final Content content;
        private final Map<String, String> attributes;
        private volatile String id = "";

        Visit(Content content, Map<String, String> attributes) {
            this.content = content;
            this.attributes = attributes;
        }

        void take(Step step) {
            switch (step) {
                case CREATE -> {
                    Session session = store.create();
                    attributes.forEach(session::setAttribute);
                    save(session);
                }
                case READ_SMALL -> read(content.small());
                case READ_LARGE -> read(content.large());
                case CHANGE_SMALL -> {
                    Session session = found();
                    String value = Objects.requireNonNull(attributes.get(content.small()));
                    session.setAttribute(content.small(), Content.changed(value));
                    save(session);
                }
                case CHANGE_ID -> {
                    Session session = found();
                    store.changeId(session);
                    save(session);
                }
                case DELETE -> store.delete(found());
            }
        }

        /** A time for anything but the attribute would be worth nothing. */
        private void read(String name) {
            Session session = found();
            if (session.attribute(name, String.class).isEmpty()) {
                throw new IllegalStateException("a session has lost " + name);
            }
            save(session);
        }

        private Session found() {
            return store.find(id).orElseThrow(() -> new IllegalStateException("a session is gone"));
        }

        private void save(Session session) {
            if (store.save(session) == SaveResult.ENDED) {
                throw new IllegalStateException("a session has ended");
            }
            id = session.id();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
