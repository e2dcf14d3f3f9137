package io.github.dynamodbsession.emulator.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.Client;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls consume is counted whether or not they ask for it. */
class CapacityMeterTest {

    private static final String TWO_KB = "x".repeat(1500);
    private static final String KEY = "'TableName':'table','Key':{'id':{'S':'a'}}";

    private final InstantSource time = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private DynamoDbEmulator emulator;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        emulator = DynamoDbEmulator.builder().time(time).start();
        client = new Client(emulator.endpoint());
        client.createTable("table");
        client.put("table", "a", TWO_KB);
        emulator.meter().reset();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void countsEachOperationByTheSizeOfItsItems() throws Exception {
        client.put("table", "a", TWO_KB);
        client.put("table", "b", "small");
        client.text("table", "a");
        client.call("GetItem", "{" + KEY + "}").ok();
        client.call(
                        "UpdateItem",
                        "{" + KEY + ",'UpdateExpression':'SET n=:n','ExpressionAttributeValues':{':n':{'N':'1'}}}")
                .ok();
        client.call("BatchGetItem", "{'RequestItems':{'table':{'Keys':[{'id':{'S':'a'}},{'id':{'S':'b'}}]}}}")
                .ok();
        client.call("DeleteItem", "{" + KEY + "}").ok();

        assertThat(emulator.meter().byOperation())
                .containsEntry("PutItem", new ConsumedUnits(2, 0, 3))
                .containsEntry("GetItem", new ConsumedUnits(2, 1.5, 0))
                .containsEntry("UpdateItem", new ConsumedUnits(1, 0, 2))
                .containsEntry("BatchGetItem", new ConsumedUnits(1, 1, 0))
                .containsEntry("DeleteItem", new ConsumedUnits(1, 0, 2))
                .hasSize(5);
    }

    @Test
    void countsARefusedConditionAsAWriteOfWhatWasThere() throws Exception {
        assertThat(client.call("DeleteItem", "{" + KEY + ",'ConditionExpression':'attribute_not_exists(id)'}")
                        .status())
                .isEqualTo(400);

        assertThat(emulator.meter().byOperation()).containsExactly(Map.entry("DeleteItem", new ConsumedUnits(1, 0, 2)));
    }

    @Test
    void countsATransactionTwiceAndAskingForItAgainAsARead() throws Exception {
        String transaction = "{'ClientRequestToken':'t','TransactItems':[{'Delete':{" + KEY + "}}]}";
        client.call("TransactWriteItems", transaction).ok();
        client.call("TransactWriteItems", transaction).ok();

        assertThat(emulator.meter().byOperation())
                .containsExactly(Map.entry("TransactWriteItems", new ConsumedUnits(2, 2, 4)));
    }

    @Test
    void whatTimeToLiveRemovesCostsNothing() throws Exception {
        client.call(
                        "UpdateTimeToLive",
                        "{'TableName':'table','TimeToLiveSpecification':{'AttributeName':'ends','Enabled':true}}")
                .ok();
        client.call(
                        "UpdateItem",
                        "{" + KEY
                                + ",'UpdateExpression':'SET ends=:n','ExpressionAttributeValues':{':n':{'N':'1767225700'}}}")
                .ok();
        emulator.disturb(Disturbances.NONE.timeToLive(true));
        emulator.meter().reset();
        emulator.clock().advance(Duration.ofHours(1));

        assertThat(client.call("Scan", "{'TableName':'table'}")
                        .ok()
                        .at("/Count")
                        .asInt())
                .isZero();
        assertThat(emulator.meter().byOperation()).containsOnlyKeys("Scan");
    }

    @Test
    void isReadAndResetOverHttp() throws Exception {
        client.put("table", "a", TWO_KB);

        assertThat(client.control("GET", "/consumed", "").ok().toString())
                .isEqualTo("{\"PutItem\":{\"calls\":1,\"readUnits\":0.0,\"writeUnits\":2.0}}");
        client.control("DELETE", "/consumed", "").ok();
        assertThat(client.control("GET", "/consumed", "").ok().isEmpty()).isTrue();
    }

    @Test
    void theClockStandsStillExceptWhenItIsMoved() {
        emulator.clock().advance(Duration.ofSeconds(5));

        assertThat(emulator.clock().instant()).isEqualTo(time.instant().plusSeconds(5));
    }
}
