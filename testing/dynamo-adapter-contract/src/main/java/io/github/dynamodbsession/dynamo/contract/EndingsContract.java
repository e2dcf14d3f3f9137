package io.github.dynamodbsession.dynamo.contract;

import static io.github.dynamodbsession.emulator.proxy.FaultProxy.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import io.github.dynamodbsession.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every way in which a call of an SDK can end, over the wire: its meaning, what the caller sees, and whether it is retried;
 * on a client of the application and on an adapter's own, which must not differ. An adapter's tests extend it for each kind
 * of client. The results are compared with the table in {@code docs/failures.md}, or written to it with
 * {@code -Dfailures.update=true}.
 *
 * @param <B> the adapter's builder
 */
@ResourceLock(EndingsContract.TIMES)
public abstract class EndingsContract<B extends DynamoStorageBuilder<B>> {

    /** Each has many clients that time out: not in parallel with those of another kind of client. */
    static final String TIMES = "io.github.dynamodbsession.dynamo.contract.endings";

    /** Most of the time of each is waiting. */
    private static final int AT_ONCE = 8;

    private static final Duration SHORT = Duration.ofMillis(1500);

    private static final Duration BOUND = Duration.ofSeconds(4);
    private static final Duration FOREVER = Duration.ofSeconds(30);

    private static final String STORED = "the session is stored";

    private final String sdk;
    private final boolean waits;
    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private final SettableClock clock = SettableClock.startingNow();
    /** Asynchronous clients take seconds to close. */
    private final ExecutorService closing = Executors.newCachedThreadPool();

    /**
     * For subclasses.
     *
     * @param sdk the name of this kind of client in the table
     * @param waits whether calls block the calling thread
     */
    protected EndingsContract(String sdk, boolean waits) {
        this.sdk = sdk;
        this.waits = waits;
    }

    /** The adapter's builder without options. */
    protected abstract B newBuilder();

    /** Creates a client of the SDK with the SDK's defaults, as an application would; or one without credentials. */
    protected abstract UsersClient<B> newUsersClient(URI endpoint, boolean credentials);

    /** Creates a storage client from a builder with all options. */
    protected abstract Storage build(B builder);

    /**
     * A client of the SDK that belongs to the application.
     *
     * @param newBuilder the adapter's builder with this client and no other option
     * @param onClose closes the client
     * @param <B> the adapter's builder
     */
    public record UsersClient<B>(Supplier<B> newBuilder, Runnable onClose) {}

    /** The operations of a storage client under test. */
    public interface Storage extends AutoCloseable {

        /** Initialises its table. */
        void init();

        /** Makes a change, and waits for its result. */
        PutResult put(Change change, Instant now);

        /** Finds a session as a store does, and waits for it. */
        boolean find(String id, Clock clock);

        @Override
        void close();

        /** The blocking one. */
        static Storage of(StorageClient client) {
            return new Storage() {
                @Override
                public void init() {
                    client.init();
                }

                @Override
                public PutResult put(Change change, Instant now) {
                    return client.put(change, now);
                }

                @Override
                @SuppressWarnings("resource") // would close the client, which is closed by itself
                public boolean find(String id, Clock clock) {
                    return SessionStore.builder(client)
                            .clock(clock)
                            .cleanupInterval(Duration.ZERO)
                            .init(false)
                            .build()
                            .find(id)
                            .isPresent();
                }

                @Override
                public void close() {
                    client.close();
                }
            };
        }

        /** The asynchronous one. */
        static Storage of(AsyncStorageClient client) {
            return new Storage() {
                @Override
                public void init() {
                    client.init().toCompletableFuture().join();
                }

                @Override
                public PutResult put(Change change, Instant now) {
                    return join(client.put(change, now).toCompletableFuture());
                }

                @Override
                @SuppressWarnings("resource") // would close the client, which is closed by itself
                public boolean find(String id, Clock clock) {
                    AsyncSessionStore store = join(AsyncSessionStore.builder(client)
                            .clock(clock)
                            .cleanupInterval(Duration.ZERO)
                            .init(false)
                            .build());
                    return join(store.find(id)).isPresent();
                }

                private <T> T join(CompletableFuture<T> answer) {
                    try {
                        return answer.join();
                    } catch (CompletionException e) {
                        throw e.getCause() instanceof RuntimeException cause ? cause : e;
                    }
                }

                @Override
                public void close() {
                    client.close();
                }
            };
        }
    }

    @BeforeEach
    void start() {
        URI engine = DynamoDbEndpoint.shared();
        try (Storage storage = build(onOurClient(engine, Duration.ofSeconds(20), call -> {}))) {
            storage.init();
            storage.put(create(), clock.instant());
        }
        UsersClient<B> users = newUsersClient(engine, true);
        try (Storage storage = build(options(users.newBuilder().get(), Duration.ofSeconds(20), call -> {}))) {
            storage.put(create(), clock.instant());
        }
        closing.execute(users.onClose());
    }

    @AfterEach
    void stop() throws InterruptedException {
        closing.shutdown();
        assertThat(closing.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        table.delete();
    }

    private B options(B builder, Duration callTimeout, CallListener listener) {
        return builder.tableName(table.name())
                .autoCreate(true)
                .nativeTtl(false)
                .callTimeout(callTimeout)
                .callListener(listener);
    }

    private B onOurClient(URI endpoint, Duration callTimeout, CallListener listener) {
        return options(EngineSettings.set(newBuilder(), endpoint), callTimeout, listener);
    }

    private Change.Create create() {
        Instant now = clock.instant();
        SessionTimes times = new SessionTimes(now, now, Duration.ofHours(1), now.plus(Duration.ofHours(1)));
        return new Change.Create(new SessionRecord(
                UUID.randomUUID().toString(),
                times,
                Map.of(),
                WriteTokens.of(now, UUID.randomUUID().toString())));
    }

    @Test
    void eachEndIsWhatTheTableSays() throws Exception {
        List<Callable<EndingsTable.Row>> runs = new ArrayList<>();
        for (Ending ending : Ending.all()) {
            if (ending.setup() != Ending.Setup.INTERRUPTED || waits) {
                runs.add(() -> {
                    try (Run run = new Run()) {
                        return run.rowOf(ending);
                    }
                });
            }
        }
        List<EndingsTable.Row> rows = new ArrayList<>();
        ExecutorService atOnce = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<EndingsTable.Row> row : atOnce.invokeAll(runs)) {
                rows.add(row.get());
            }
        } finally {
            atOnce.shutdownNow();
        }
        if (Boolean.getBoolean(EndingsTable.UPDATE)) {
            EndingsTable.write(sdk, rows);
        }
        assertThat(EndingsTable.rowsOf(sdk))
                .as("docs/failures.md; -D" + EndingsTable.UPDATE + "=true writes it")
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private static EndingsTable.Row same(EndingsTable.Row onUsers, EndingsTable.Row onOurs) {
        assertThat(onOurs).as("on a client of the adapter's").isEqualTo(onUsers);
        return onUsers;
    }

    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://" + free.getInetAddress().getHostAddress() + ":" + free.getLocalPort());
        }
    }

    private static String meaning(CallListener.Outcome outcome) {
        if (outcome == CallListener.Outcome.NOT_SENT) {
            return "not sent";
        }
        return (outcome.isUncertain() ? "maybe applied" : "refused") + " (`" + outcome + "`)";
    }

    @Test
    void aClientThatIsAlwaysThrottledFailsWithThatReason() {
        try (Run run = new Run()) {
            run.isAlwaysThrottled();
        }
    }

    /** The read takes as long as one attempt and a little more, so less than a whole call is left for the touch. */
    @Test
    void anOperationOfAStoreIsBoundedInTime() {
        try (Run run = new Run()) {
            run.isBounded();
        }
    }

    /** Ends of a call behind a proxy of their own, so that several may be tried at once. */
    private final class Run implements AutoCloseable {

        private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
        private final List<CallListener.Made> made = new CopyOnWriteArrayList<>();

        /** With clients of its own, since one that has failed often stops retrying. */
        private EndingsTable.Row rowOf(Ending ending) throws IOException {
            boolean credentials = ending.setup() != Ending.Setup.NO_CREDENTIALS;
            boolean closed = ending.setup() == Ending.Setup.CLOSED_CLIENT;
            URI endpoint = endpointOf(ending);
            UsersClient<B> users = newUsersClient(endpoint, credentials);
            Storage onUsers = build(options(users.newBuilder().get(), SHORT, made::add));
            Storage onOurs = build(onOurClient(endpoint, SHORT, made::add));
            if (closed) {
                users.onClose().run();
                onOurs.close();
            }
            try {
                EndingsTable.Row row = see(ending, onUsers);
                return credentials ? same(row, see(ending, onOurs)) : row;
            } finally {
                onUsers.close();
                closing.execute(onOurs::close);
                closing.execute(users.onClose());
            }
        }

        private URI endpointOf(Ending ending) throws IOException {
            return switch (ending.setup()) {
                case NOBODY_LISTENS -> nobody();
                case UNKNOWN_HOST -> URI.create("http://nowhere.invalid");
                default -> proxy.endpoint();
            };
        }

        private EndingsTable.Row see(Ending ending, Storage storage) {
            String caller = seen(ending, storage, ALWAYS);
            boolean retried = proxy.count("PutItem") > 1;
            CallListener.Outcome outcome = made.get(made.size() - 1).outcome();
            if (ending.setup() == Ending.Setup.ANSWER) {
                String afterOne = seen(ending, storage, 1);
                assertThat(afterOne).as(ending + ", once").isEqualTo(retried ? STORED : caller);
            }
            return new EndingsTable.Row(
                    ending.answer(),
                    caller.equals(STORED)
                            ? "applied: its repetition is refused, by its own write token"
                            : meaning(outcome),
                    caller,
                    retried ? "yes" : "no");
        }

        private String seen(Ending ending, Storage storage, int times) {
            proxy.heal();
            proxy.forget();
            made.clear();
            if (ending.setup() == Ending.Setup.ANSWER) {
                proxy.fault("PutItem", times, ending.fault());
            }
            if (ending.setup() == Ending.Setup.INTERRUPTED) {
                Thread.currentThread().interrupt();
            }
            try {
                PutResult result = storage.put(create(), clock.instant());
                assertThat(result).as(ending.answer()).isEqualTo(PutResult.applied());
                return STORED;
            } catch (SessionException e) {
                return "`" + e.getClass().getSimpleName() + "`, " + (e.isRetryable() ? "retryable" : "not retryable")
                        + ": "
                        + String.valueOf(e.getMessage())
                                .replace(" on the table " + table.name(), "")
                                .replaceAll(" at http://[\\w.]+:\\d+", "")
                                .replace(table.name(), "sessions");
            } finally {
                Thread.interrupted();
            }
        }

        /** The reason is that of the last attempt, of which there are as many as on an adapter's own client. */
        void isAlwaysThrottled() {
            UsersClient<B> users = newUsersClient(proxy.endpoint(), true);
            try (Storage storage = build(options(users.newBuilder().get(), Duration.ofSeconds(10), made::add))) {
                Ending throttled = new Ending("throttled", Ending.Setup.ANSWER, Fault.THROTTLE);

                String seen = seen(throttled, storage, ALWAYS);

                assertThat(seen).contains("throttles");
                assertThat(made).extracting(CallListener.Made::outcome).containsExactly(CallListener.Outcome.THROTTLED);
                assertThat(made.get(0).errorCode()).isEqualTo("ProvisionedThroughputExceededException");
                assertThat(proxy.count("PutItem")).isGreaterThanOrEqualTo(DynamoOptions.MAX_ATTEMPTS);
            } finally {
                closing.execute(users.onClose());
            }
        }

        void isBounded() {
            Change.Create session = create();
            try (Storage storage =
                    build(onOurClient(proxy.endpoint(), BOUND, made::add).operationTimeout(BOUND))) {
                storage.put(session, clock.instant());
                clock.advance(Duration.ofMinutes(59));
                proxy.fault("GetItem", 1, Fault.delay(FOREVER));
                proxy.fault("UpdateItem", ALWAYS, Fault.delay(FOREVER));
                long began = System.nanoTime();

                assertThatExceptionOfType(SessionStorageException.class)
                        .isThrownBy(() -> storage.find(session.session().id(), clock))
                        .withMessageContaining("UpdateItem")
                        .withMessageContaining("operationTimeout (" + BOUND + ")")
                        .withMessageContaining("Whether it was carried out is not known")
                        .satisfies(e -> assertThat(e.isRetryable()).isTrue());

                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(FOREVER);
                assertThat(made)
                        .extracting(CallListener.Made::outcome)
                        .endsWith(CallListener.Outcome.DONE, CallListener.Outcome.NO_ANSWER);
                assertThat(made.get(made.size() - 1).duration()).isLessThan(BOUND);
            }
        }

        @Override
        public void close() {
            proxy.close();
        }
    }
}
