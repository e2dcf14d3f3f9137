package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A table that is named by its ARN, such as one of another account. */
abstract class TableArnTests extends AdapterTests {

    TableArnTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @Test
    void everyOperationTakesTheArn() {
        SessionIndex byUser = SessionIndex.ofAttribute("user");
        storeOn(creating(engine())).index(byUser).build().close();
        String arn = describe("DescribeTable")
                .getAsJsonObject("Table")
                .get("TableArn")
                .getAsString();
        try (FaultProxy proxy = FaultProxy.to(engine());
                SessionStore store = storeOn(bare(proxy.endpoint()).tableName(arn))
                        .index(byUser)
                        .build()) {
            Session session = store.create();
            session.setAttribute("user", "ann");
            assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
            Session found = store.find(session.id()).orElseThrow();
            found.setAttribute("b", 2);
            assertThat(store.save(found)).isEqualTo(SaveResult.CHANGED);
            store.changeId(found);
            assertThat(store.save(found)).isEqualTo(SaveResult.RENAMED);
            assertThat(store.count()).isEqualTo(1);
            assertThat(store.findByIndex("user", "ann")).hasSize(1);
            assertThat(store.sessions()).hasSize(1);
            assertThat(store.delete(found)).isTrue();
            clock.advance(Duration.ofHours(1));
            store.reap(); // the rest of them
            assertThat(store.health().ready()).isTrue();

            assertThat(proxy.calls())
                    .filteredOn(call -> !call.body().contains("\"TransactItems\":[]")) // which names no table
                    .allSatisfy(call -> assertThat(call.body()).contains(arn));
            assertThat(proxy.counts())
                    .containsOnlyKeys(
                            "DescribeTable",
                            "DescribeTimeToLive",
                            "UpdateTimeToLive",
                            "PutItem",
                            "GetItem",
                            "UpdateItem",
                            "TransactWriteItems",
                            "DeleteItem",
                            "Scan",
                            "Query");
        }
    }
}
