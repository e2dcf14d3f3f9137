package io.github.dynamodbsession.emulator.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class TimeToLiveTest extends EmulatorTests {

    @BeforeEach
    void createTableWithTimeToLive() {
        createTable();
        ask(
                "UpdateTable",
                "{'TableName':'things','StreamSpecification':{'StreamEnabled':true,'StreamViewType':'OLD_IMAGE'}}");
        ask(
                "UpdateTimeToLive",
                "{'TableName':'things','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'expires'}}");
    }

    private void put(String id, Duration in, String type) {
        long expires = emulator.clock().instant().plus(in).getEpochSecond();
        ask(
                "PutItem",
                "{'TableName':'things','Item':{'id':{'S':'" + id + "'},'v':{'S':'v'},'expires':{'" + type + "':'"
                        + expires + "'}}}");
    }

    private JsonNode removals() {
        JsonNode stream =
                ask("DescribeTable", "{'TableName':'things'}").path("Table").path("LatestStreamArn");
        String shard = streams("DescribeStream", "{'StreamArn':'" + stream.asString() + "'}")
                .path("StreamDescription")
                .path("Shards")
                .path(0)
                .path("ShardId")
                .asString("");
        String iterator = streams(
                        "GetShardIterator",
                        "{'StreamArn':'" + stream.asString() + "','ShardId':'" + shard
                                + "','ShardIteratorType':'TRIM_HORIZON'}")
                .path("ShardIterator")
                .asString("");
        return streams("GetRecords", "{'ShardIterator':'" + iterator + "'}").path("Records");
    }

    private JsonNode streams(String operation, String request) {
        return json(caller.callStreams(operation, quoted(request)));
    }

    @Test
    void removesWhatHasExpiredByTheEmulatorsClockAndNothingElseAndTellsTheStreamWhoDidIt() {
        emulator.disturb(Disturbances.NONE.timeToLive(true));
        put("soon", Duration.ofMinutes(1), "N");
        put("later", Duration.ofHours(1), "N");
        put("no number", Duration.ofMinutes(1), "S");
        put("long ago", Duration.ofDays(-6 * 365), "N");

        emulator.clock().advance(Duration.ofMinutes(2));

        assertThat(value("soon", true)).isEmpty();
        assertThat(value("later", true)).isEqualTo("v");
        assertThat(value("no number", true)).isEqualTo("v");
        assertThat(value("long ago", true)).isEqualTo("v");
        JsonNode last = removals().path(4);
        assertThat(last.path("eventName").asString("")).isEqualTo("REMOVE");
        assertThat(last.path("userIdentity").path("Type").asString("")).isEqualTo("Service");
        assertThat(last.path("userIdentity").path("PrincipalId").asString("")).isEqualTo("dynamodb.amazonaws.com");
        assertThat(last.path("dynamodb").path("OldImage").path("id").path("S").asString(""))
                .isEqualTo("soon");
    }

    @Test
    void removesNothingUnlessThatIsAskedFor() {
        put("soon", Duration.ofMinutes(1), "N");
        emulator.clock().advance(Duration.ofDays(3));
        assertThat(value("soon", true)).isEqualTo("v");
    }
}
