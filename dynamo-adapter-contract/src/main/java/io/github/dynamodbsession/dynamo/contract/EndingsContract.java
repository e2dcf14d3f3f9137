package io.github.dynamodbsession.dynamo.contract;

import static io.github.dynamodbsession.emulator.proxy.FaultProxy.ALWAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every way in which a call of an SDK can end, over the wire: what it means, what the caller sees, whether it is sent
 * again; on a client of the user's and on one that the adapter makes, which must not differ. To be extended by an
 * adapter's tests for each kind of client. What comes out is the table in {@code docs/failures.md}, with which it is
 * compared, or which it puts right with {@code -Dfailures.update=true}.
 *
 * @param <B> the adapter's builder
 */
public abstract class EndingsContract<B extends DynamoStorageBuilder<B>> {

    private static final Duration SHORT = Duration.ofMillis(1200);

    private final String sdk;
    private final boolean waits;
    private final List<CallListener.Made> made = new CopyOnWriteArrayList<>();
    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private FaultProxy proxy;

    /**
     * For subclasses.
     *
     * @param sdk how the table calls this kind of client
     * @param waits whether calls wait on the calling thread
     */
    protected EndingsContract(String sdk, boolean waits) {
        this.sdk = sdk;
        this.waits = waits;
    }

    /** The adapter's builder, with no option set. */
    protected abstract B newBuilder();

    /** Makes a client of the SDK with the SDK's defaults, as a user would; or one that finds no credentials. */
    protected abstract UsersClient<B> newUsersClient(URI endpoint, boolean credentials);

    /** Makes a storage client of a builder that has all its options. */
    protected abstract Storage build(B builder);

    /**
     * A client of the SDK that the user made.
     *
     * @param newBuilder the adapter's builder with this client and no other option set
     * @param onClose closes the client
     * @param <B> the adapter's builder
     */
    public record UsersClient<B>(Supplier<B> newBuilder, Runnable onClose) {}

    /** What is asked of a storage client here. */
    public interface Storage extends AutoCloseable {

        /** Makes its table ready. */
        void init();

        /** Makes a change, and waits until it is made. */
        PutResult put(Change change, Instant now);

        @Override
        void close();

        /** One that blocks. */
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
                public void close() {
                    client.close();
                }
            };
        }

        /** One that does not block. */
        static Storage of(AsyncStorageClient client) {
            return new Storage() {
                @Override
                public void init() {
                    client.init().toCompletableFuture().join();
                }

                @Override
                public PutResult put(Change change, Instant now) {
                    try {
                        return client.put(change, now).toCompletableFuture().join();
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
        proxy = FaultProxy.to(DynamoDbEndpoint.shared());
        try (Storage storage = build(onOurClient(proxy.endpoint(), Duration.ofSeconds(20)))) {
            storage.init();
            storage.put(create(), Instant.now());
        }
        UsersClient<B> users = newUsersClient(proxy.endpoint(), true);
        try (Storage storage = build(options(users.newBuilder().get(), Duration.ofSeconds(20)))) {
            storage.put(create(), Instant.now());
        }
        users.onClose().run();
    }

    @AfterEach
    void stop() {
        proxy.close();
        table.delete();
    }

    private B options(B builder, Duration callTimeout) {
        return builder.tableName(table.name())
                .autoCreate(true)
                .nativeTtl(false)
                .callTimeout(callTimeout)
                .callListener(made::add);
    }

    private B onOurClient(URI endpoint, Duration callTimeout) {
        return options(EngineSettings.set(newBuilder(), endpoint), callTimeout);
    }

    private static Change create() {
        Instant now = Instant.now();
        SessionTimes times = new SessionTimes(now, now, Duration.ofHours(1), now.plus(Duration.ofHours(1)));
        return new Change.Create(new SessionRecord(
                UUID.randomUUID().toString(),
                times,
                Map.of(),
                Map.of(),
                UUID.randomUUID().toString()));
    }

    @Test
    void eachEndIsWhatTheTableSays() throws IOException {
        List<EndingsTable.Row> rows = new ArrayList<>();
        for (Ending ending : Ending.all()) {
            if (ending.setup() != Ending.Setup.INTERRUPTED || waits) {
                rows.add(rowOf(ending));
            }
        }
        if (Boolean.getBoolean(EndingsTable.UPDATE)) {
            EndingsTable.write(sdk, rows);
        }
        assertThat(EndingsTable.rowsOf(sdk))
                .as("docs/failures.md; -D" + EndingsTable.UPDATE + "=true writes it")
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    private EndingsTable.Row rowOf(Ending ending) throws IOException {
        UsersClient<B> users = newUsersClient(endpointOf(ending), ending.setup() != Ending.Setup.NO_CREDENTIALS);
        try {
            EndingsTable.Row onUsers = see(ending, options(users.newBuilder().get(), SHORT), users.onClose());
            if (ending.setup() != Ending.Setup.NO_CREDENTIALS) {
                EndingsTable.Row onOurs = see(ending, onOurClient(endpointOf(ending), SHORT), null);
                assertThat(onOurs).as("on a client of the adapter's").isEqualTo(onUsers);
            }
            return onUsers;
        } finally {
            users.onClose().run();
        }
    }

    private URI endpointOf(Ending ending) throws IOException {
        return switch (ending.setup()) {
            case NOBODY_LISTENS -> nobody();
            case UNKNOWN_HOST -> URI.create("http://nowhere.invalid");
            default -> proxy.endpoint();
        };
    }

    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://" + free.getInetAddress().getHostAddress() + ":" + free.getLocalPort());
        }
    }

    private EndingsTable.Row see(Ending ending, B builder, @Nullable Runnable closeClient) {
        Storage storage = build(builder);
        try {
            if (ending.setup() == Ending.Setup.CLOSED_CLIENT) {
                if (closeClient == null) {
                    storage.close();
                } else {
                    closeClient.run();
                }
            }
            String caller = seen(ending, storage, ALWAYS);
            boolean retried = proxy.count("PutItem") > 1;
            CallListener.Made last = made.get(made.size() - 1);
            if (ending.setup() == Ending.Setup.ANSWER) {
                String afterOne = seen(ending, storage, 1);
                assertThat(afterOne).as(ending + ", once").isEqualTo(retried ? "stored" : caller);
            }
            return new EndingsTable.Row(ending.answer(), meaning(last.outcome()), caller, retried ? "yes" : "no");
        } finally {
            storage.close();
        }
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
            PutResult result = storage.put(create(), Instant.now());
            assertThat(result).as(ending.answer()).isEqualTo(PutResult.applied());
            return "stored";
        } catch (SessionException e) {
            return "`" + e.getClass().getSimpleName() + "`, " + (e.isRetryable() ? "retryable" : "not retryable") + ": "
                    + String.valueOf(e.getMessage())
                            .replace(" on the table " + table.name(), "")
                            .replace(table.name(), "sessions");
        } finally {
            Thread.interrupted();
        }
    }

    private static String meaning(CallListener.Outcome outcome) {
        if (outcome == CallListener.Outcome.NOT_SENT) {
            return "not sent";
        }
        return (outcome.isUncertain() ? "maybe applied" : "refused") + " (`" + outcome + "`)";
    }

    @Test
    void aClientThatIsAlwaysThrottledFailsWithThatReasonSoon() {
        UsersClient<B> users = newUsersClient(proxy.endpoint(), true);
        try (Storage storage = build(options(users.newBuilder().get(), Duration.ofSeconds(10)))) {
            proxy.forget();
            made.clear();
            proxy.fault("PutItem", ALWAYS, Fault.THROTTLE);

            long began = System.nanoTime();
            String seen = seen(new Ending("throttled", Ending.Setup.ANSWER, Fault.THROTTLE), storage, ALWAYS);
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            System.getLogger(EndingsContract.class.getName())
                    .log(System.Logger.Level.INFO, sdk + ": " + proxy.count("PutItem") + " attempts in " + took);
            assertThat(seen).contains("throttles");
            assertThat(made).extracting(CallListener.Made::outcome).containsExactly(CallListener.Outcome.THROTTLED);
            assertThat(made.get(0).errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            assertThat(proxy.count("PutItem")).isGreaterThanOrEqualTo(10);
            assertThat(took).isLessThan(Duration.ofMillis(TimeUnit.SECONDS.toMillis(62) / 10));
        } finally {
            users.onClose().run();
        }
    }
}
