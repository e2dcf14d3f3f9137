package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import io.github.dynamodbsession.dynamo.call.Value;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sessions of the native layout in a table of an engine, and what their items contain. */
final class ChunkedTable implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private final JsonTransport transport = new JsonTransport(DynamoDbEndpoint.shared());
    private final DynamoOptions options;
    private final StorageClient client;

    ChunkedTable(ItemBounds bounds) {
        this(bounds, transport -> transport);
    }

    /**
     * @param between may do something else between the calls of an operation
     */
    ChunkedTable(ItemBounds bounds, UnaryOperator<Transport> between) {
        this.options = new DynamoOptions(
                LayoutChoice.nativeLayout().withBounds(bounds),
                table.name(),
                "shop:",
                "key",
                true,
                true,
                null,
                false,
                1,
                null,
                null,
                TIMEOUT,
                TIMEOUT.multipliedBy(2),
                TIMEOUT.multipliedBy(3),
                null,
                List.of());
        this.client = client(between);
        client.init();
    }

    /** A further client of the table. */
    StorageClient client(UnaryOperator<Transport> between) {
        return new DynamoStorageClient(options, between.apply(transport), () -> {});
    }

    StorageClient client() {
        return client;
    }

    SessionRecord read(String id, Instant now) {
        return client.get(id, now).orElseThrow(() -> new AssertionError("the session is not there"));
    }

    /** All values, those in chunks included. */
    Map<String, EncodedValue> values(SessionRecord session) {
        LoadedAttributes loaded =
                client.capability(AttributeLoading.class).orElseThrow().load(session, session.unloaded());
        if (!loaded.unreadable().isEmpty()) {
            throw new AssertionError("unreadable: " + loaded.unreadable());
        }
        return new TreeMap<>(session.with(loaded).attributes());
    }

    /** The head as it is stored. */
    Map<String, Value> head(String id) {
        return Objects.requireNonNull(((Answer.Item) ask(options.tableLayout().get(id, true))).item(), "no head");
    }

    /** How many references to chunks the head contains, of use or not. */
    long references(String id) {
        return head(id).keySet().stream()
                .filter(name -> name.startsWith(NativeItems.CHUNK))
                .count();
    }

    /** When the first of a session's chunks ends; null: it has none. */
    @Nullable
    Instant endOfChunks(SessionRecord session) {
        List<Map<String, Value>> keys = List.copyOf(
                options.tableLayout().keysOfApart(session, session.apart().names()));
        if (keys.isEmpty()) {
            return null;
        }
        List<Map<String, Value>> items =
                ((Answer.Items) ask(new Request.BatchGetItem(table.name(), keys, true))).items();
        return items.stream()
                .map(item -> Instant.ofEpochSecond(
                        Long.parseLong(((Value.N) Objects.requireNonNull(item.get(NativeItems.TTL))).content())))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Answer ask(Request request) {
        return transport
                .call(request, TestOptions.with(false, false).firstRound())
                .answer();
    }

    @Override
    public void close() {
        table.delete();
    }
}
