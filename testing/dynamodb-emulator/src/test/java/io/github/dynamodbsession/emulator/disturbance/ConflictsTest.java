package io.github.dynamodbsession.emulator.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ConflictsTest extends EmulatorTests {

    private static final String TRANSACTION =
            "{'TransactItems':[{'Put':{'TableName':'things','Item':{'id':{'S':'a'},'v':{'S':'by transaction'}}}}]}";

    private CompletableFuture<JsonNode> transaction() {
        return CompletableFuture.supplyAsync(() -> ask("TransactWriteItems", TRANSACTION));
    }

    /** What another call is answered while a transaction is on its way: the last before it ends, for one that waits. */
    private JsonNode answerDuring(CompletableFuture<JsonNode> transaction, String operation, String request) {
        JsonNode answer = ask(operation, request);
        while (type(answer).isEmpty() && !transaction.isDone()) {
            answer = ask(operation, request);
        }
        return answer;
    }

    @Test
    void whatOverlapsWithATransactionOnItsItemConflictsAndNothingElse() throws Exception {
        createTable();
        emulator.disturb(Disturbances.NONE.seed(3).transactionTime(Duration.ofSeconds(2)));

        CompletableFuture<JsonNode> first = transaction();
        assertThat(type(answerDuring(
                        first,
                        "UpdateItem",
                        "{'TableName':'things','Key':{'id':{'S':'a'}},'UpdateExpression':'REMOVE x'}")))
                .isEqualTo("TransactionConflictException");
        assertThat(type(put("b", "elsewhere"))).isEmpty();
        assertThat(type(get("a", true))).isEmpty();
        JsonNode read =
                ask("TransactGetItems", "{'TransactItems':[{'Get':{'TableName':'things','Key':{'id':{'S':'a'}}}}]}");
        assertThat(read.path("CancellationReasons").path(0).path("Code").asString(""))
                .isEqualTo("TransactionConflict");
        JsonNode another = ask("TransactWriteItems", TRANSACTION);
        assertThat(type(another)).isEqualTo("TransactionCanceledException");
        assertThat(another.path("CancellationReasons").path(0).path("Code").asString(""))
                .isEqualTo("TransactionConflict");
        JsonNode batch = ask(
                "BatchWriteItem",
                "{'RequestItems':{'things':[{'DeleteRequest':{'Key':{'id':{'S':'a'}}}},{'DeleteRequest':{'Key':{'id':{'S':'b'}}}}]}}");
        assertThat(batch.path("UnprocessedItems").path("things").size()).isEqualTo(1);

        assertThat(type(first.get(10, TimeUnit.SECONDS))).isEmpty();
        assertThat(value("a", true)).isEqualTo("by transaction");
        assertThat(type(put("a", "afterwards"))).isEmpty();
    }

    @Test
    void nothingConflictsUnlessThatIsAskedFor() {
        createTable();
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(transaction());
            answers.add(CompletableFuture.supplyAsync(() -> put("a", "alone")));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(type(answer.join())).isEmpty());
    }
}
