package io.github.dynamodbsession.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.emulator.Client;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.OptionException;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DataFileTest {

    private static final String EVERYTHING =
            "{'TableName':'all','AttributeDefinitions':[{'AttributeName':'pk','AttributeType':'N'},"
                    + "{'AttributeName':'sk','AttributeType':'B'},{'AttributeName':'g','AttributeType':'S'}],"
                    + "'KeySchema':[{'AttributeName':'pk','KeyType':'HASH'},{'AttributeName':'sk','KeyType':'RANGE'}],"
                    + "'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':6},"
                    + "'LocalSecondaryIndexes':[{'IndexName':'local','KeySchema':[{'AttributeName':'pk','KeyType':'HASH'},"
                    + "{'AttributeName':'g','KeyType':'RANGE'}],'Projection':{'ProjectionType':'KEYS_ONLY'}}],"
                    + "'GlobalSecondaryIndexes':[{'IndexName':'global','KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],"
                    + "'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['x','y']},"
                    + "'ProvisionedThroughput':{'ReadCapacityUnits':3,'WriteCapacityUnits':4}}],"
                    + "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'},"
                    + "'DeletionProtectionEnabled':true,'TableClass':'STANDARD_INFREQUENT_ACCESS'}";

    private static final String ITEM = "{'pk':{'N':'-1.5'},'sk':{'B':'AQI='},'g':{'S':'ä€😀\\u0001\\ud800'},'x':{'L':["
            + "{'NULL':true},{'BOOL':false},{'BOOL':true},{'M':{'':{'S':''},'z':{'B':''},'a':{'N':'1'}}}]},"
            + "'n':{'N':'0.000000000000000000000000000000000001'},'ss':{'SS':['a','b']},'ns':{'NS':['-1','1E+100']},"
            + "'bs':{'BS':['','AQ==']},'long':{'S':'" + "x".repeat(100_000) + "'}}";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tables.db");
    }

    private DynamoDbEmulator start() {
        return DynamoDbEmulator.builder().data(file).start();
    }

    @Test
    void everythingOfATableIsKept() throws Exception {
        JsonNode description;
        JsonNode items;
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            client.call("CreateTable", EVERYTHING).ok();
            client.call("PutItem", "{'TableName':'all','Item':" + ITEM + "}").ok();
            client.call(
                            "UpdateTimeToLive",
                            "{'TableName':'all','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'expires'}}")
                    .ok();
            client.createTable("gone");
            client.createTable("changed");
            client.call("DeleteTable", "{'TableName':'gone'}").ok();
            description = client.call("DescribeTable", "{'TableName':'all'}").ok();
            items = client.call("Scan", "{'TableName':'all'}").ok();
        }
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            assertThat(client.call("ListTables", "{}").ok().at("/TableNames").toString())
                    .isEqualTo("[\"all\",\"changed\"]");
            assertThat(client.call("DescribeTable", "{'TableName':'all'}").ok()).isEqualTo(description);
            assertThat(client.call("Scan", "{'TableName':'all'}").ok()).isEqualTo(items);
            assertThat(client.call("Scan", "{'TableName':'all','IndexName':'global'}")
                            .ok()
                            .at("/Count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(client.call("DescribeTimeToLive", "{'TableName':'all'}")
                            .ok()
                            .at("/TimeToLiveDescription/AttributeName")
                            .asString())
                    .isEqualTo("expires");
            assertThat(client.call("ListStreams", "{}").ok().at("/Streams").size())
                    .isEqualTo(1);
        }
    }

    @Test
    void aTransactionIsKnownAgainByItsToken() throws Exception {
        String add =
                "{'ClientRequestToken':'once','TransactItems':[{'Update':{'TableName':'kept','Key':{'id':{'S':'a'}},"
                        + "'UpdateExpression':'ADD n :one','ExpressionAttributeValues':{':one':{'N':'1'}}}}]}";
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            client.createTable("kept");
            client.call("TransactWriteItems", add).ok();
        }
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            JsonNode again = client.call(
                            "TransactWriteItems", add.replaceFirst("\\{", "{'ReturnConsumedCapacity':'TOTAL',"))
                    .body();
            client.call("TransactWriteItems", add).ok();
            assertThat(number(client)).as(again.toString()).isEqualTo(1);
            assertThat(client.call("TransactWriteItems", add.replace("'N':'1'", "'N':'2'"))
                            .body()
                            .at("/__type")
                            .asString())
                    .endsWith("IdempotentParameterMismatchException");
            emulator.clock().advance(Duration.ofMinutes(11));
            client.call("TransactWriteItems", add).ok();
            assertThat(number(client)).isEqualTo(2);
        }
    }

    private static int number(Client client) throws IOException, InterruptedException {
        return client.call("GetItem", "{'TableName':'kept','Key':{'id':{'S':'a'}},'ConsistentRead':true}")
                .ok()
                .at("/Item/n/N")
                .asInt();
    }

    @Test
    void whatWasAboutToBecomeActiveIsAndWhatWasBeingDeletedIsGone() throws Exception {
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            client.createTable("gone");
            emulator.disturb(Disturbances.NONE.activation(Duration.ofHours(1)));
            client.call("DeleteTable", "{'TableName':'gone'}").ok();
            client.createTable("slow");
        }
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            client.put("slow", "a", "one");
            assertThat(client.call("ListTables", "{}").ok().at("/TableNames").toString())
                    .isEqualTo("[\"slow\"]");
        }
    }

    @Test
    void theFileStaysSmall() throws Exception {
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            client.createTable("kept");
            String text = "x".repeat(2_000);
            for (int i = 0; i < 5_000; i++) {
                client.put("kept", "item" + i % 50, text + i);
            }
            assertThat(Files.size(file)).as("ten times what is in it").isLessThan(1 << 20);
        }
        assertThat(Files.size(file))
                .as("three times what is in it, once closed")
                .isLessThan(300_000);
    }

    @Test
    void aFileThatIsOfAnotherProgramIsLeftAsItIs() throws Exception {
        assertRefused("it is of another program", "x");
        assertRefused("it is of another program", "H:2,block:1");
        assertRefused("it is of another program", "PK".repeat(10_000));
        assertRefused("it is damaged", "H:2,nonsense".repeat(1_000));
    }

    private void assertRefused(String message, String content) throws IOException {
        Files.writeString(file, content);
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> start().close())
                .withMessageContaining(message);
        assertThat(file).hasContent(content);
    }

    @Test
    void anotherStoreIsLeftAsItIs() throws Exception {
        other("someone", "else");
        refusedAsItIs("it is of another program");
    }

    @Test
    void aLaterFormatIsLeftAsItIs() throws Exception {
        other("dynamodb-emulator", "2");
        refusedAsItIs("its format is 2; right is a file of format 1");
    }

    private void other(String map, String version) {
        try (MVStore store = new MVStore.Builder().fileName(file.toString()).open()) {
            MVMap<String, String> any = store.openMap(
                    map,
                    new MVMap.Builder<String, String>()
                            .keyType(StringDataType.INSTANCE)
                            .valueType(StringDataType.INSTANCE));
            any.put("version", version);
        }
    }

    private void refusedAsItIs(String message) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> start().close())
                .withMessageContaining(message);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aFileInUseIsLeftAsItIs() throws Exception {
        try (DynamoDbEmulator emulator = start()) {
            Client client = new Client(emulator.endpoint());
            client.createTable("kept");
            refusedAsItIs("it is in use; right is a file for each emulator");
            client.put("kept", "a", "one");
            assertThat(client.text("kept", "a").asString()).isEqualTo("one");
        }
    }

    @Test
    void aFolderThatIsMissingIsNotMade() {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> DynamoDbEmulator.builder()
                        .data(folder.resolve("no").resolve("tables.db"))
                        .start()
                        .close())
                .withMessageContaining("there is no such directory");
        assertThat(folder.resolve("no")).doesNotExist();
    }

    @Test
    void anEmptyFileIsBegun() throws Exception {
        Files.createFile(file);
        try (DynamoDbEmulator emulator = start()) {
            new Client(emulator.endpoint()).createTable("kept");
        }
        try (DynamoDbEmulator emulator = start()) {
            new Client(emulator.endpoint()).put("kept", "a", "one");
        }
    }
}
