package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.Tombstone;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DynamoDB's limits, and the items as DynamoDB stores them. */
abstract class ItemTests extends AdapterTests {

    ItemTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @Test
    void aReapFollowsEveryPageOfAScan() {
        try (SessionStore store = storeOn(creating(engine())).build()) {
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
        try (SessionStore store = storeOn(creating(engine())).build()) {
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
        try (SessionStore store = storeOn(creating(engine())).build()) {
            Session session = store.create();
            session.setAttribute("", "empty name");
            session.setAttribute("a.b\"#:", "odd name");
            store.save(session);

            JsonObject item = ask(
                            "GetItem",
                            "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true,\"Key\":{\"id\":{\"S\":\"session:"
                                    + session.id() + "\"}}}")
                    .getAsJsonObject("Item");

            String token = item.getAsJsonObject("writeToken").get("S").getAsString();
            assertThat(item.keySet())
                    .containsExactlyInAnyOrder(
                            "w." + token,
                            "id",
                            "expires",
                            "expiresAt",
                            "createdAt",
                            "lastAccessedAt",
                            "maxInactiveInterval",
                            "writeToken",
                            "attributes");
            JsonObject attributes = item.getAsJsonObject("attributes").getAsJsonObject("M");
            assertThat(attributes.keySet()).containsExactlyInAnyOrder("\\", "a.b\"#:");
            assertThat(attributes.getAsJsonObject("\\").keySet()).containsExactly("B");
            long expires = item.getAsJsonObject("expires").get("N").getAsLong();
            long expiresAt = item.getAsJsonObject("expiresAt").get("N").getAsLong();
            assertThat(expires).isEqualTo((expiresAt + Tombstone.MAX_DELAY.toMillis() + 999) / 1000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BOOL | true
                    NULL | true
                    L    | []
                    SS   | ["a"]
                    NS   | ["1"]
                    BS   | ["AA=="]
                    """)
    void aValueThatSomethingElseWroteIsRefusedByItsType(String type, String value) {
        try (SessionStore store = storeOn(creating(engine())).build()) {
            Session session = store.create();
            store.save(session);
            ask(
                    "UpdateItem",
                    """
                    {"TableName": "%s", "Key": {"id": {"S": "session:%s"}},
                     "UpdateExpression": "SET attributes.odd = :v", "ExpressionAttributeValues": {":v": {"%s": %s}}}
                    """
                            .formatted(table, session.id(), type, value));

            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> store.find(session.id()))
                    .withMessageContaining("'odd' has the type " + type + ",");
        }
    }

    /** As another writer may leave it while a request uses the session. */
    @Test
    void anItemWithTimesThatNobodyMeansIsAnUnreadableOneToEveryOperation() {
        try (SessionStore store =
                storeOn(creating(engine())).touchAfter(Duration.ZERO).build()) {
            Session session = store.create();
            store.save(session);
            for (String attribute : new String[] {"maxInactiveInterval", "lastAccessedAt"}) {
                Session held = store.find(session.id()).orElseThrow();
                setNumber(session.id(), attribute, Long.toString(Long.MAX_VALUE));
                held.setAttribute("a", 1);

                assertUnreadable(() -> store.find(session.id()));
                assertUnreadable(() -> store.isAlive(session.id()));
                assertUnreadable(() -> store.save(held));
                setNumber(session.id(), attribute, "1000");
            }
        }
    }

    private static void assertUnreadable(ThrowableAssert.ThrowingCallable operation) {
        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(operation)
                .withMessageContaining("cannot be read")
                .satisfies(e -> assertThat(e.isRetryable()).isFalse());
    }

    private void setNumber(String id, String attribute, String number) {
        ask(
                "UpdateItem",
                "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":{\"S\":\"session:" + id
                        + "\"}},\"UpdateExpression\":\"SET " + attribute
                        + "=:n\",\"ExpressionAttributeValues\":{\":n\":{\"N\":\"" + number + "\"}}}");
    }

    @Test
    void anInconsistentReadThatMissesIsReadAgainConsistently() {
        try (SessionStore store = storeOn(creating(engine())).build()) {
            Session session = store.create();
            store.save(session);
            try (SessionStore cheap =
                    storeOn(creating(engine()).consistentRead(false)).build()) {
                assertThat(cheap.find(session.id())).isPresent();
                assertThat(cheap.find("nobody")).isEmpty();
            }
        }
    }
}
