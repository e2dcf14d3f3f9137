package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.MovingStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of Express that move to a table of their own, in the native layout, and back. */
class MovingTest {

    private final URI endpoint = DynamoDbEndpoint.shared();

    private StorageClient nativeTable(TestTable table) {
        StorageClient client = DynamoDbV2Storage.builder()
                .tableName(table.name())
                .endpoint(endpoint.toString())
                .region(DynamoDbEndpoint.region())
                .accessKeyId("any")
                .secretAccessKey("any")
                .autoCreate(true)
                .nativeTtl(false)
                .build();
        client.init();
        return client;
    }

    private static Session found(SessionStore store, String id) {
        return store.find(id).orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    @ParameterizedTest
    @EnumSource
    void aSessionMovesWithItsFirstWriteAndBack(NodeStore kind) {
        TestTable table = new TestTable(endpoint);
        try (Nodes nodes = new Nodes(kind);
                StorageClient own = nativeTable(table)) {
            StorageClient shared = nodes.storage(call -> {});
            SessionStore moving = nodes.java(MovingStorageClient.of(own, shared), Json.JACKSON)
                    .build();
            SessionStore back = nodes.java(MovingStorageClient.of(shared, own), Json.JACKSON)
                    .build();
            Map<String, Object> fields = Map.of("user", "ann", "price", 1.5, "cart", List.of(1, Map.of("a", 2)));
            String id = UUID.randomUUID().toString();
            nodes.express().set(id, fields);

            Session session = found(moving, id);
            assertThat(session.attribute("cart")).contains(fields.get("cart"));
            assertThat(nodes.express().get(id)).isNotNull();
            session.setAttribute("moved", true);
            session.setMaxInactiveInterval(Duration.ofHours(1));
            assertThat(moving.save(session)).isEqualTo(SaveResult.CHANGED);
            assertThat(nodes.express().get(id)).as("logged out").isNull();
            assertThat(found(moving, id).attributeNames()).hasSize(fields.size() + 1);

            nodes.advance(Tombstone.MAX_DELAY);
            session = found(back, id);
            session.removeAttribute("moved");
            assertThat(back.save(session)).isEqualTo(SaveResult.CHANGED);
            assertThat(Reply.withoutOwn(nodes.express().get(id))).isEqualTo(fields);

            moving.delete(id);
            assertThat(nodes.express().get(id)).isNull();
            assertThat(moving.find(id)).isEmpty();
        } finally {
            table.delete();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatIsKeptIsAliveForExpressUntilItEnds(NodeStore kind) {
        TestTable table = new TestTable(endpoint);
        try (Nodes nodes = new Nodes(kind);
                StorageClient own = nativeTable(table)) {
            SessionStore moving = nodes.java(
                            MovingStorageClient.of(own, nodes.storage(call -> {}))
                                    .keepingSource(),
                            Json.JACKSON)
                    .build();
            for (boolean changesId : List.of(true, false)) {
                String id = UUID.randomUUID().toString();
                nodes.express().set(id, Map.of("user", "ann"));
                Session session = found(moving, id);
                session.setAttribute("user", "bob");
                moving.save(session);
                assertThat(Reply.withoutOwn(nodes.express().get(id))).isEqualTo(Map.of("user", "ann"));
                assertThat(found(moving, id).attribute("user")).contains("bob");

                if (changesId) {
                    moving.changeId(session);
                    moving.save(session);
                } else {
                    moving.delete(id);
                }

                assertThat(nodes.express().get(id)).isNull();
                assertThat(moving.find(id)).isEmpty();
            }
        } finally {
            table.delete();
        }
    }
}
