package io.github.dynamodbsession.express;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One table with a node of Express and nodes of Java on it, which share a clock. */
final class Nodes implements AutoCloseable {

    /** What Express is told, in milliseconds; not whole seconds, to show how each side rounds. */
    static final int MAX_AGE = 60_500;

    static final Duration INTERVAL = Duration.ofMillis(MAX_AGE);
    static final List<String> SECRETS = List.of("keyboard cat keyboard cat", "an older secret, still valid");

    private final URI endpoint = DynamoDbEndpoint.shared();
    private final TestTable table = new TestTable(endpoint);
    private final SettableClock clock = SettableClock.startingAt(Instant.parse("2026-11-22T10:00:00.123Z"));
    private final List<Runnable> opened = new ArrayList<>();
    private final NodeStore kind;
    private final UnaryOperator<DynamoDbV2Storage.Builder> settings;
    private final ExpressNode express;

    Nodes(NodeStore kind) {
        this(kind, "express5", Map.of());
    }

    Nodes(NodeStore kind, String expressName, Map<String, Object> options) {
        this(kind, expressName, options, builder -> builder.layout(kind.layout()));
    }

    /**
     * Starts a node of Express.
     *
     * @param options of that node
     * @param settings the same for storages of Java
     */
    Nodes(
            NodeStore kind,
            String expressName,
            Map<String, Object> options,
            UnaryOperator<DynamoDbV2Storage.Builder> settings) {
        this.kind = kind;
        this.settings = settings;
        ExpressNode.install(); // before there is a table, which somebody would have to delete
        storage(call -> {}).init();
        this.express = ExpressNode.start(expressName, kind, endpoint, table.name(), SECRETS, options);
        opened.add(express::close);
        express.moveTo(clock.instant());
    }

    ExpressNode express() {
        return express;
    }

    String table() {
        return table.name();
    }

    SettableClock clock() {
        return clock;
    }

    void advance(Duration duration) {
        clock.advance(duration);
        express.moveTo(clock.instant());
    }

    void moveTo(Instant instant) {
        clock.moveTo(instant);
        express.moveTo(instant);
    }

    /** A storage of another node of Java. */
    StorageClient storage(CallListener listener) {
        StorageClient client = builder().callListener(listener).build();
        opened.add(client::close);
        return client;
    }

    private DynamoDbV2Storage.Builder builder() {
        return settings.apply(DynamoDbV2Storage.builder())
                .tableName(table.name())
                .endpoint(endpoint.toString())
                .region(DynamoDbEndpoint.region())
                .accessKeyId("any")
                .secretAccessKey("any")
                .autoCreate(true);
    }

    /** A node of Java that blocks no thread. */
    AsyncSessionStore async() {
        AsyncStorageClient client = builder().buildAsync();
        opened.add(client::close);
        return AsyncSessionStore.builder(client)
                .codec(Json.GSON)
                .tokens(TokenKind.PLAIN)
                .clock(clock)
                .ttl(INTERVAL)
                .touchAfter(Duration.ZERO)
                .cleanupInterval(Duration.ZERO)
                .build()
                .join();
    }

    SessionStore.Builder java(StorageClient storage, AttributeCodec codec) {
        return SessionStore.builder(storage)
                .codec(codec)
                .tokens(TokenKind.PLAIN)
                .clock(clock)
                .ttl(INTERVAL)
                .touchAfter(Duration.ZERO)
                .cleanupInterval(Duration.ZERO);
    }

    SessionStore java() {
        return java(storage(call -> {}), Json.JACKSON).build();
    }

    /** The JSON of a session, character by character. */
    String content(String id) {
        return (String) ((Map<?, ?>) item(id).get(kind.content())).get("S");
    }

    /** The item of a session. */
    Map<?, ?> item(String id) {
        return item(kind.keyAttribute(), kind.key(id));
    }

    /** An item as DynamoDB has it. */
    Map<?, ?> item(String keyAttribute, String key) {
        String answer = new PlainCaller(endpoint)
                .call(
                        "GetItem",
                        "{\"TableName\":\"%s\",\"ConsistentRead\":true,\"Key\":{\"%s\":{\"S\":\"%s\"}}}"
                                .formatted(table.name(), keyAttribute, key))
                .body();
        return (Map<?, ?>) Json.object(answer).get("Item");
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
        table.delete();
    }
}
