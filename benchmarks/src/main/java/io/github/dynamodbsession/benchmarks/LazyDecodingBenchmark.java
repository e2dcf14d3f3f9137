package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.time.Clock;
import java.time.ZoneOffset;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Finds a session and reads some of its attributes. In memory, so that only the core is measured. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class LazyDecodingBenchmark extends AverageTime {

    @Param
    CodecKind kind;

    private SessionStore store;
    private String id;

    @Setup
    public void setUp() {
        store = SessionStore.builder(InMemoryStorageClient.create())
                .codec(kind.make())
                .clock(Clock.fixed(RequestBenchmark.NOW, ZoneOffset.UTC))
                .build();
        id = RequestBenchmark.saveReferenceSession(store);
    }

    @TearDown
    public void tearDown() {
        store.close();
    }

    @Benchmark
    public void findAndReadTwo(Blackhole sink) {
        Session session = store.find(id).orElseThrow();
        sink.consume(session.attribute(ReferenceSession.USER).orElseThrow());
        sink.consume(session.attribute(ReferenceSession.VIEWS).orElseThrow());
    }

    @Benchmark
    public void findAndReadTwoDearest(Blackhole sink) {
        Session session = store.find(id).orElseThrow();
        sink.consume(session.attribute(ReferenceSession.VISITOR).orElseThrow());
        sink.consume(session.attribute(ReferenceSession.CART).orElseThrow());
    }

    @Benchmark
    public void findAndReadAll(Blackhole sink) {
        Session session = store.find(id).orElseThrow();
        for (String name : ReferenceSession.attributes().keySet()) {
            sink.consume(session.attribute(name).orElseThrow());
        }
    }
}
