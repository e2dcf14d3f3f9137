package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The session operations of one request: find, read two attributes, set one, save. Compared with code by hand on the same
 * client for the same item: {@code raw} does the same for one session, with the same condition, write token and timeouts,
 * and decodes and encodes the same values; {@code bare} only makes two calls. The client's HTTP transport answers
 * immediately.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
@Warmup(iterations = 10, time = 2) // an SDK needs a long warm-up
@Measurement(iterations = 5, time = 2)
public abstract class RequestBenchmark extends AverageTime {

    /** Head size with which the reference session is one item, whatever the codec, as it is for the calls by hand. */
    static final int ONE_ITEM = 400 * 1024;

    static final String TABLE = "sessions";
    static final String KEY_PREFIX = "session:";

    /** No touch is written, because the session was accessed at the same instant. */
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static final String NEW_VALUE = "/catalogue/shoes?page=2";

    /** What {@code SET} of the update is by hand, and its condition: of a session that is alive, not written by this yet. */
    static final String UPDATE = "SET #attributes.#name=:value,#token=:token,#write=:written";

    static final String CONDITION = "attribute_exists(#created) AND (attribute_not_exists(#expires) OR #expires>:now)"
            + " AND attribute_not_exists(#write) AND (attribute_not_exists(#forgotten) OR #forgotten<:token)";

    @Param
    CodecKind kind;

    final PreparedAnswers answers = new PreparedAnswers();

    private SessionStore store;
    private String id;
    private ByHand byHand;

    /** Creates the client, and a storage that uses it. */
    abstract StorageClient open(PreparedAnswers answers);

    /**
     * Makes the two bare calls: a consistent read of an item, and an update that sets one value in its map {@code
     * attributes}.
     *
     * @param key the key of the item
     * @param page the new value of {@link ReferenceSession#LAST_PAGE}
     */
    abstract void getAndUpdate(String key, String page, Blackhole sink);

    /**
     * Does by hand what the session's request does.
     *
     * @param key the key of the item
     * @param page the new value of {@link ReferenceSession#LAST_PAGE}
     * @param values decodes and encodes
     */
    abstract void readAndWrite(String key, String page, ByHand values, Blackhole sink);

    /** The names in {@link #UPDATE} and {@link #CONDITION}. */
    static Map<String, String> names(String token) {
        return Map.of(
                "#attributes", "attributes",
                "#name", ReferenceSession.LAST_PAGE,
                "#token", "writeToken",
                "#write", "w." + token,
                "#created", "createdAt",
                "#expires", "expiresAt",
                "#forgotten", "forgottenWrite");
    }

    /** Closes the client. */
    abstract void closeClient();

    @Setup
    public void setUp() {
        byHand = ByHand.of(kind);
        store = SessionStore.builder(open(answers))
                .codec(kind.make())
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .build();
        id = saveReferenceSession(store);
    }

    static String saveReferenceSession(SessionStore store) {
        Session session = store.create();
        ReferenceSession.attributes().forEach(session::setAttribute);
        store.save(session);
        return session.id();
    }

    @TearDown
    public void tearDown() {
        store.close();
        closeClient();
    }

    @Benchmark
    public SaveResult session(Blackhole sink) {
        Session session = store.find(id).orElseThrow();
        sink.consume(session.attribute(ReferenceSession.USER).orElseThrow());
        sink.consume(session.attribute(ReferenceSession.VIEWS).orElseThrow());
        session.setAttribute(ReferenceSession.LAST_PAGE, NEW_VALUE);
        return store.save(session);
    }

    @Benchmark
    public void raw(Blackhole sink) {
        readAndWrite(KEY_PREFIX + id, NEW_VALUE, byHand, sink);
    }

    @Benchmark
    public void bare(Blackhole sink) {
        getAndUpdate(KEY_PREFIX + id, NEW_VALUE, sink);
    }
}
