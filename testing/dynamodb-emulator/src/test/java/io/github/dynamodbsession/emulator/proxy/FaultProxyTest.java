package io.github.dynamodbsession.emulator.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    private final Caller direct = new Caller(DynamoDbEndpoint.shared());
    private final Caller caller = new Caller(proxy.endpoint());
    private final String table = "t-" + UUID.randomUUID();

    @BeforeEach
    void createTable() {
        direct.createTable(table);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void passesAnswersOnWithTheirHeadersAndEveryByte() {
        HttpResponse<String> answer = caller.listTables();
        CRC32 crc = new CRC32();
        crc.update(answer.body().getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(table);
        assertThat(answer.headers().firstValueAsLong("x-amz-crc32")).hasValue(crc.getValue());
    }

    @Test
    void passesLargeAndNonAsciiBodiesOnUntouched() {
        String id = "ünï-€-" + "x".repeat(1500);
        String value = "ä€".repeat(30_000);
        caller.call(
                "PutItem",
                "{\"TableName\":\"" + table + "\",\"Item\":{\"id\":{\"S\":\"" + id + "\"},\"v\":{\"S\":\"" + value
                        + "\"}}}");
        HttpResponse<String> read =
                caller.call("GetItem", "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":{\"S\":\"" + id + "\"}}}");
        assertThat(read.body().contains(value)).isTrue();
    }

    @Test
    void countsCallsByOperationUntilToldToForget() {
        caller.listTables();
        caller.putItem(table, "a");
        caller.putItem(table, "b");
        assertThat(proxy.counts()).isEqualTo(Map.of("ListTables", 1, "PutItem", 2));
        assertThat(proxy.count("PutItem")).isEqualTo(2);
        assertThat(proxy.count("GetItem")).isZero();

        proxy.forget();
        assertThat(proxy.counts()).isEmpty();
    }

    @Test
    void showsTheBodyOfEachCall() {
        caller.putItem(table, "seen");
        assertThat(proxy.calls()).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("PutItem");
            assertThat(call.body()).contains("\"seen\"").contains(table);
        });
    }

    @Test
    void throttlesAsOftenAsTold() {
        proxy.fault("PutItem", 2, Fault.THROTTLE);
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = caller.putItem(table, "a");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("#ProvisionedThroughputExceededException");
        }
        assertThat(direct.has(table, "a")).isFalse();
        assertThat(caller.putItem(table, "a").statusCode()).isEqualTo(200);
        assertThat(proxy.count("PutItem")).isEqualTo(3);
    }

    @Test
    void altersTheAnswerOfACallThatWasCarriedOut() {
        proxy.fault(
                "PutItem", 1, Fault.altered(answer -> answer.replaceFirst("(?i)x-amz-crc32: \\d+", "x-amz-crc32: 1")));

        HttpResponse<String> answer = caller.putItem(table, "a");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("x-amz-crc32")).hasValue(1);
        assertThat(direct.has(table, "a")).isTrue();
    }

    @Test
    void aFaultIsForItsOperationAlone() {
        proxy.fault("PutItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);
        assertThat(caller.listTables().statusCode()).isEqualTo(200);
        assertThat(caller.putItem(table, "a").statusCode()).isEqualTo(500);
    }

    @Test
    void aPredicateCanPickCallsByTheirBody() {
        proxy.fault(call -> call.body().contains("\"bad\""), FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);
        assertThat(caller.putItem(table, "good").statusCode()).isEqualTo(200);
        assertThat(caller.putItem(table, "bad").statusCode()).isEqualTo(500);
        proxy.heal();
        assertThat(caller.putItem(table, "bad").statusCode()).isEqualTo(200);
    }

    @Test
    void anyErrorOfTheApiCanBeInjected() {
        proxy.fault("ListTables", 1, Fault.answer(400, "AccessDeniedException"));
        assertThat(caller.listTables().body()).contains("#AccessDeniedException");
    }

    @Test
    void aConflictIsAnExceptionOfItsOwnForASingleWrite() {
        proxy.fault("PutItem", 1, Fault.CONFLICT);
        HttpResponse<String> answer = caller.putItem(table, "a");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("#TransactionConflictException");
    }

    @Test
    void aConflictOfATransactionHasOneReasonForEachItem() {
        proxy.fault("TransactWriteItems", 1, Fault.CONFLICT);
        HttpResponse<String> answer = caller.call(
                "TransactWriteItems",
                """
                {"ClientRequestToken": "]}[{", "TransactItems": [
                  {"Put": {"TableName": "t", "Item": {"id": {"S": "a \\"] b"}, "l": {"L": [{"S": "x"}]}}}},
                  {"Delete": {"TableName": "t", "Key": {"id": {"S": "b"}}}},
                  {"Update": {"TableName": "t", "Key": {"id": {"S": "c"}}}}],
                 "ReturnConsumedCapacity": "TOTAL"}
                """);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("#TransactionCanceledException")
                .contains("[{\"Code\":\"TransactionConflict\",")
                .endsWith("},{\"Code\":\"None\"},{\"Code\":\"None\"}]}");
    }

    @Test
    void aResetCallFailsAndIsNotCarriedOut() {
        proxy.fault("PutItem", 1, Fault.RESET);
        assertThatThrownBy(() -> caller.putItem(table, "a")).isInstanceOf(UncheckedIOException.class);
        assertThat(direct.has(table, "a")).isFalse();
        assertThat(caller.putItem(table, "a").statusCode()).isEqualTo(200);
    }

    @Test
    void aCallWhoseReplyIsLostFailsButIsCarriedOut() {
        proxy.fault("PutItem", 1, Fault.LOST_REPLY);
        assertThatThrownBy(() -> caller.putItem(table, "a")).isInstanceOf(UncheckedIOException.class);
        assertThat(direct.has(table, "a")).isTrue();
        assertThat(caller.putItem(table, "a").statusCode()).isEqualTo(200);
    }

    @Test
    void aDelayedCallTakesThatLongAndHoldsUpNoOther() throws Exception {
        proxy.fault("PutItem", 1, Fault.delay(Duration.ofMillis(400)));
        long start = System.nanoTime();
        CompletableFuture<Long> delayed = CompletableFuture.supplyAsync(() -> {
            caller.putItem(table, "a");
            return System.nanoTime() - start;
        });
        assertThat(caller.listTables().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(delayed.get(10, TimeUnit.SECONDS))).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aHookRunsBeforeTheCallIsCarriedOutAndMayUseTheProxyItself() {
        List<Boolean> thereBefore = new ArrayList<>();
        proxy.beforeForward("PutItem", 1, call -> {
            thereBefore.add(direct.has(table, "a"));
            caller.putItem(table, "b");
        });
        caller.putItem(table, "a");
        assertThat(thereBefore).containsExactly(false);
        assertThat(direct.has(table, "a")).isTrue();
        assertThat(direct.has(table, "b")).isTrue();
    }

    @Test
    void aHookRunsAfterTheCallIsCarriedOutAndBeforeItsReply() throws Exception {
        CountDownLatch applied = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        proxy.afterApplied("PutItem", 1, call -> {
            applied.countDown();
            awaitQuietly(letGo);
        });
        CompletableFuture<HttpResponse<String>> put = CompletableFuture.supplyAsync(() -> caller.putItem(table, "a"));

        assertThat(applied.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(direct.has(table, "a")).isTrue();
        assertThat(put).isNotDone();

        letGo.countDown();
        assertThat(put.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aHookThatFailsShowsWhenTheProxyIsClosed() {
        FaultProxy own = FaultProxy.to(DynamoDbEndpoint.shared());
        own.beforeForward("ListTables", 1, call -> {
            throw new AssertionError("not as it should be");
        });
        assertThatThrownBy(() -> new Caller(own.endpoint()).listTables()).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(own::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("not as it should be");
    }

    @Test
    void manyCallsAtOnceAreAllCarriedOutAndCounted() {
        List<CompletableFuture<Integer>> puts = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String id = "k" + i;
            puts.add(CompletableFuture.supplyAsync(
                    () -> caller.putItem(table, id).statusCode()));
        }
        assertThat(puts)
                .allSatisfy(put -> assertThat(put.get(20, TimeUnit.SECONDS)).isEqualTo(200));
        assertThat(proxy.count("PutItem")).isEqualTo(64);
    }

    @Test
    void afterCloseNothingAnswers() {
        caller.listTables();
        proxy.close();
        assertThatThrownBy(caller::listTables).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTargetThatDoesNotAnswerIsAResetToo() {
        try (FaultProxy toNobody = FaultProxy.to(URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(() -> new Caller(toNobody.endpoint()).listTables())
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> proxy.fault("GetItem", 0, Fault.RESET)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.delay(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
