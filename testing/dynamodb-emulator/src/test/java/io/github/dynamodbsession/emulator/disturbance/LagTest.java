package io.github.dynamodbsession.emulator.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.PlainCaller;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Reads that see what was there before, indexes that lag, tables that take their time. */
@Timeout(60)
class LagTest extends EmulatorTests {

    private static final Duration LONG = Duration.ofHours(1);

    private JsonNode query() {
        return ask(
                "Query",
                "{'TableName':'things','IndexName':'by-by','KeyConditionExpression':'#b = :a',"
                        + "'ExpressionAttributeNames':{'#b':'by'},'ExpressionAttributeValues':{':a':{'S':'a'}}}");
    }

    private String status() {
        return ask("DescribeTable", "{'TableName':'things'}")
                .path("Table")
                .path("TableStatus")
                .asString("");
    }

    @Test
    void anEventuallyConsistentReadMaySeeWhatWasOverwrittenAndAConsistentOneNever() {
        createTable();
        emulator.disturb(Disturbances.NONE.staleReads(1, LONG));
        put("a", "old");
        put("a", "new");

        assertThat(value("a", false)).isEqualTo("old");
        assertThat(value("a", true)).isEqualTo("new");
        emulator.clock().advance(LONG.plusMinutes(1));
        assertThat(value("a", false)).isEqualTo("new");
    }

    @Test
    void aRemovedItemMayStillBeSeenAndANewOneMayBeMissed() {
        createTable();
        emulator.disturb(Disturbances.NONE.staleReads(1, LONG));
        put("a", "there");
        assertThat(value("a", false)).isEmpty();

        ask("DeleteItem", "{'TableName':'things','Key':{'id':{'S':'a'}}}");
        assertThat(value("a", false)).isEqualTo("there");
        assertThat(value("a", true)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameChance() {
        StringBuilder seen = new StringBuilder();
        StringBuilder again = new StringBuilder();
        for (StringBuilder run : new StringBuilder[] {seen, again}) {
            try (DynamoDbEmulator another = DynamoDbEmulator.start()) {
                PlainCaller asked = new PlainCaller(another.endpoint());
                asked.call(
                        "CreateTable",
                        quoted(
                                "{'TableName':'things','KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
                                        + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'BillingMode':'PAY_PER_REQUEST'}"));
                another.disturb(Disturbances.NONE.seed(7).staleReads(0.5, LONG));
                asked.call("PutItem", quoted("{'TableName':'things','Item':{'id':{'S':'a'}}}"));
                for (int i = 0; i < 40; i++) {
                    run.append(asked.call("GetItem", quoted("{'TableName':'things','Key':{'id':{'S':'a'}}}"))
                            .body()
                            .length());
                }
            }
        }
        assertThat(again).hasToString(seen.toString());
        assertThat(seen.chars().distinct().count()).as("both answers were seen").isGreaterThan(1);
    }

    @Test
    void aGlobalIndexThatLagsShowsAWriteLater() {
        createTable();
        emulator.disturb(Disturbances.NONE.indexLag(LONG));
        put("a", "v");

        assertThat(query().path("Count").asInt()).isZero();
        emulator.clock().advance(LONG);
        assertThat(query().path("Count").asInt()).isEqualTo(1);
    }

    @Test
    void aTableTakesItsTimeToBecomeActiveAndToBeGone() {
        emulator.disturb(Disturbances.NONE.activation(LONG));
        createTable();
        assertThat(status()).isEqualTo("CREATING");
        assertThat(type(put("a", "v"))).isEqualTo("ResourceNotFoundException");
        assertThat(type(ask("DeleteTable", "{'TableName':'things'}"))).isEqualTo("ResourceInUseException");
        emulator.clock().advance(LONG);
        assertThat(status()).isEqualTo("ACTIVE");
        assertThat(type(put("a", "v"))).isEmpty();

        ask("DeleteTable", "{'TableName':'things'}");
        assertThat(status()).isEqualTo("DELETING");
        emulator.clock().advance(LONG);
        assertThat(type(ask("DescribeTable", "{'TableName':'things'}"))).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void anIndexThatIsAddedCannotBeReadBeforeItIsActive() {
        createTable();
        put("a", "v");
        ask("UpdateTable", "{'TableName':'things','GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'by-by'}}]}");
        emulator.disturb(Disturbances.NONE.activation(LONG));
        ask(
                "UpdateTable",
                "{'TableName':'things','AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},{'AttributeName':'by','AttributeType':'S'}],"
                        + "'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'by-by','KeySchema':[{'AttributeName':'by','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}]}");

        JsonNode index = ask("DescribeTable", "{'TableName':'things'}")
                .path("Table")
                .path("GlobalSecondaryIndexes")
                .path(0);
        assertThat(index.path("IndexStatus").asString("")).isEqualTo("CREATING");
        assertThat(index.path("Backfilling").asBoolean()).isTrue();
        assertThat(type(query())).isEqualTo("ValidationException");
        emulator.clock().advance(LONG);
        assertThat(query().path("Count").asInt()).isEqualTo(1);
    }
}
