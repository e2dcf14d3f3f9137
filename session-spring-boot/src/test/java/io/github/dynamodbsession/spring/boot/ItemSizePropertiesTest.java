package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.emulator.proxy.Call;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** How large the items of a session become, by properties. */
class ItemSizePropertiesTest {

    private static final String PREFIX = "dynamodb.session.";

    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    }

    @AfterEach
    void stop() {
        proxy.close();
        table.delete();
    }

    private WebApplicationContextRunner node(String... properties) {
        return new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class, SessionAutoConfiguration.class))
                .withPropertyValues(
                        PREFIX + "storage=dynamo-v2",
                        PREFIX + "table-name=" + table.name(),
                        PREFIX + "endpoint=" + proxy.endpoint(),
                        PREFIX + "region=eu-central-1",
                        PREFIX + "access-key-id=x",
                        PREFIX + "secret-access-key=x",
                        PREFIX + "auto-create=true")
                .withPropertyValues(properties);
    }

    /** The writes of chunks by which a session with two attributes of 2 KB is stored. */
    private int chunksOf(WebApplicationContextRunner node) {
        proxy.forget();
        node.run(context -> {
            SessionStore store = context.getBean(SessionStore.class);
            Session session = store.create();
            session.setAttribute("one", "1".repeat(2048));
            session.setAttribute("two", "2".repeat(2048));
            store.save(session);
            assertThat(store.find(session.id()).orElseThrow().attribute("two")).contains("2".repeat(2048));
        });
        List<Call> chunks = proxy.calls().stream()
                .filter(call ->
                        call.operation().equals("PutItem") && call.body().contains("writtenBy"))
                .toList();
        return chunks.size();
    }

    @Test
    void aLargerHeadNeedsNoChunkAndASmallerChunkHoldsLess() {
        assertThat(chunksOf(node())).isEqualTo(1);
        assertThat(chunksOf(node(PREFIX + "max-head-size=8KB"))).isZero();
        assertThat(chunksOf(node(PREFIX + "max-head-size=8192"))).isZero();
        assertThat(chunksOf(node(PREFIX + "max-chunk-size=1KB"))).isEqualTo(2);
        assertThat(chunksOf(node(PREFIX + "max-head-size=0B", PREFIX + "max-chunk-size=384KB")))
                .isEqualTo(1);
    }

    @Test
    void sizesOutOfTheirRangesAreRefusedByTheirProperties() {
        Map<String, String> refused = Map.of(
                "max-head-size=-1B", "from 0 to 409,600 bytes, not -1",
                "max-head-size=401KB", "from 0 to 409,600 bytes, not 410624",
                "max-head-size=4GB", "from 0 to 409,600 bytes, not",
                "max-chunk-size=1023B", "from 1,024 to 393,216 bytes, not 1023",
                "max-chunk-size=400KB", "from 1,024 to 393,216 bytes, not 409600",
                "max-chunk-size=8GB", "from 1,024 to 393,216 bytes, not");
        refused.forEach(
                (property, range) -> node(PREFIX + property).run(context -> assertThat(new StoreFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .contains(PREFIX + property.substring(0, property.indexOf('=')) + " must be " + range)));
    }
}
