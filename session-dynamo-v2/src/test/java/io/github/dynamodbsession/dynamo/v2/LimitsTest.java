package io.github.dynamodbsession.dynamo.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where DynamoDB's own limits and DynamoDB's own view of an item matter. */
class LimitsTest {

    private final String table = Engine.newTableName();
    private final SettableClock clock = SettableClock.startingNow();

    private SessionStore store() {
        return SessionStore.builder(Engine.storage(table, Engine.endpoint()).build())
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .build();
    }

    @Test
    void aReapFollowsEveryPageOfAScan() {
        try (SessionStore store = store()) {
            for (int i = 0; i < 20; i++) { // a page has at most 1 MB: these are six
                Session session = store.create();
                session.setMaxInactiveInterval(Duration.ofSeconds(1));
                session.setAttribute("payload", new byte[300_000]);
                store.save(session);
            }
            Session alive = store.create();
            store.save(alive);
            clock.advance(Duration.ofSeconds(30));

            ReapResult result = store.reap();

            assertThat(result.removed()).isEqualTo(20);
            assertThat(store.find(alive.id())).isPresent();
            assertThat(store.reap().removed()).isZero();
        }
    }

    @Test
    void twoThousandAttributesAreChangedByOneSave() {
        try (SessionStore store = store()) {
            Session session = store.create();
            store.save(session);
            Session changed = store.find(session.id()).orElseThrow();
            for (int i = 0; i < 2_000; i++) {
                changed.setAttribute("name-" + i, i);
            }

            assertThat(store.save(changed)).isEqualTo(SaveResult.CHANGED);

            Session found = store.find(session.id()).orElseThrow();
            assertThat(found.attributeNames()).hasSize(2_000);
            assertThat(found.attribute("name-1999")).contains(1999);
        }
    }

    @Test
    void anItemIsAsTheLayoutSays() {
        try (SessionStore store = store();
                DynamoDbClient sdk = Engine.sdk()) {
            Session session = store.create();
            session.setAttribute("", "empty name");
            session.setAttribute("a.b\"#:", "odd name");
            store.save(session);

            Map<String, AttributeValue> item = sdk.getItem(
                            g -> g.tableName(table).key(Map.of("id", AttributeValue.fromS("session:" + session.id()))))
                    .item();

            assertThat(item.keySet())
                    .containsExactlyInAnyOrder(
                            "id",
                            "expires",
                            "expiresAt",
                            "createdAt",
                            "lastAccessedAt",
                            "maxInactiveInterval",
                            "writeToken",
                            "attributes");
            assertThat(item.get("attributes").m().keySet()).containsExactlyInAnyOrder("\\", "a.b\"#:");
            assertThat(item.get("attributes").m().get("\\").type()).isEqualTo(AttributeValue.Type.B);
            long expires = Long.parseLong(item.get("expires").n());
            long expiresAt = Long.parseLong(item.get("expiresAt").n());
            assertThat(expires).isEqualTo((expiresAt + 999) / 1000);
        }
    }

    @Test
    void anInconsistentReadThatMissesIsReadAgainConsistently() {
        try (SessionStore store = store()) {
            Session session = store.create();
            store.save(session);
            try (SessionStore cheap = SessionStore.builder(Engine.storage(table, Engine.endpoint())
                            .consistentRead(false)
                            .build())
                    .clock(clock)
                    .cleanupInterval(Duration.ZERO)
                    .build()) {
                assertThat(cheap.find(session.id())).isPresent();
                assertThat(cheap.find("nobody")).isEmpty();
            }
        }
    }
}
