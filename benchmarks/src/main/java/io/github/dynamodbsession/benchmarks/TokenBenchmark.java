package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What every request adds to a lookup: reading what its cookie carries, with the hash or without. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class TokenBenchmark extends AverageTime {

    @Param
    TokenKind kind;

    private SessionStore store;
    private String cookie;

    @Setup
    public void setUp() {
        store = SessionStore.builder(InMemoryStorageClient.create())
                .tokens(kind)
                .build();
        cookie = store.create().token().orElseThrow().reveal();
    }

    @TearDown
    public void tearDown() {
        store.close();
    }

    @Benchmark
    public Optional<SessionToken> presented() {
        return store.presented(cookie);
    }
}
