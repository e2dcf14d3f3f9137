package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.demo.Browser.Answer;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes over one table in a running DynamoDB, observed from a browser and on the wire. */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_MEMORY")
class TwoNodesTest {

    /** Each SDK has its own name for the secret. */
    private static final Map<String, String> AWS = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "local",
            "aws.secretAccessKey", "local",
            "aws.secretKey", "local");

    private static final String SESSION = "/api/session";
    private static final String STORAGE = "/api/storage";
    private static final String DOWN = "X-Storage-Down-Since";
    private static final String SESSIONS = "/api/sessions";
    private static final String ATTRIBUTES = "/api/session/attributes/";
    private static final int ONE = FreePort.next();
    private static final int OTHER = FreePort.next();
    private static FaultProxy dynamo;

    private static RunningDemo demo;

    @Parameter
    StorageKind storage;

    private final Browser browser = new Browser();

    @BeforeParameterizedClassInvocation
    static void start(StorageKind storage) {
        dynamo = FaultProxy.to(DynamoDbEndpoint.shared());
        DemoLog.configure();
        AWS.forEach(System::setProperty);
        demo = new RunningDemo(DemoOptions.parse(List.of(
                "--ports=" + ONE + "," + OTHER,
                "--endpoint=" + dynamo.endpoint(),
                "--storage=" + storage.option(),
                "--table=demo-" + UUID.randomUUID(),
                "--cleanup-interval=0")));
        demo.start();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        demo.close();
        dynamo.close();
    }

    @AfterAll
    static void forgetCredentials() {
        AWS.keySet().forEach(System::clearProperty);
    }

    @BeforeEach
    void forget() {
        dynamo.heal();
        dynamo.forget();
    }

    @Test
    void aUserSeesAllSessionsThatAreHisAndEndsThemAll() {
        String user = "ann-" + UUID.randomUUID();
        Browser phone = new Browser();
        Browser stranger = new Browser();
        browser.post(ONE, "/api/login?user=" + user);
        phone.post(OTHER, "/api/login?user=" + user);
        stranger.post(ONE, "/api/login?user=bob-" + UUID.randomUUID());

        JsonArray listed = browser.get(OTHER, SESSIONS).json().getAsJsonArray("sessions");
        assertThat(listed).hasSize(2);
        assertThat(StreamSupport.stream(listed.spliterator(), false)
                        .filter(each -> each.getAsJsonObject().get("this").getAsBoolean()))
                .hasSize(1);
        assertThat(listed.toString())
                .as("the secret of the other browser")
                .doesNotContain(phone.get(ONE, SESSION).json().get("id").getAsString());

        Answer ended = phone.send(ONE, "DELETE", SESSIONS, "");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().get("ended").getAsInt()).isEqualTo(2);
        assertThat(ended.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(browser.get(ONE, SESSION).status()).isEqualTo(404);
        assertThat(phone.get(OTHER, SESSION).status()).isEqualTo(404);
        assertThat(stranger.get(OTHER, SESSION).status()).isEqualTo(200);
    }

    @Test
    void whoIsNotLoggedInSeesNobodysSessions() {
        assertThat(browser.get(ONE, SESSIONS).status()).isEqualTo(404);
        browser.put(ONE, ATTRIBUTES + "a", "1");
        assertThat(browser.send(ONE, "DELETE", SESSIONS, "").status()).isEqualTo(404);
        assertThat(browser.get(ONE, SESSION).status()).isEqualTo(200);
        assertThat(browser.post(ONE, SESSIONS).status()).isEqualTo(405);
    }

    @Test
    void aSessionThatOneNodeBeganIsFoundByTheOther() {
        String id = browser.put(ONE, ATTRIBUTES + "cart", "{\"apples\":[1,null]}")
                .json()
                .get("id")
                .getAsString();
        Answer found = browser.get(OTHER, SESSION);
        assertThat(found.json().get("id").getAsString()).isEqualTo(id);
        assertThat(found.json().get("node").getAsString()).isEqualTo(Integer.toString(OTHER));
        assertThat(found.attribute("cart")).hasToString("{\"apples\":[1,null]}");
    }

    @Test
    void aRequestTellsExactlyTheCallsThatItMade() {
        assertThat(operations(browser.put(ONE, ATTRIBUTES + "a", "1")))
                .isEqualTo(sent())
                .hasSize(1);
        assertThat(operations(browser.get(OTHER, SESSION))).isEqualTo(sent()).containsExactly("GetItem");
        assertThat(operations(browser.put(ONE, ATTRIBUTES + "a", "2")))
                .isEqualTo(sent())
                .containsExactly("GetItem", "UpdateItem");
        assertThat(operations(browser.put(OTHER, ATTRIBUTES + "a", "2")))
                .isEqualTo(sent())
                .containsExactly("GetItem");
        assertThat(operations(browser.post(ONE, "/api/login?user=bob")))
                .isEqualTo(sent())
                .containsExactly("GetItem", "TransactWriteItems");
        assertThat(operations(browser.get(ONE, "/api/ping"))).isEqualTo(sent()).isEmpty();
        assertThat(operations(new Browser().get(ONE, SESSION)))
                .isEqualTo(sent())
                .isEmpty();
    }

    @Test
    void aCallIsToldWithItsUnits() {
        Answer put = browser.put(ONE, ATTRIBUTES + "large", "\"" + "x".repeat(10_000) + "\"");
        assertThat(calls(put).get(0).getAsJsonObject().get("writeUnits").getAsDouble())
                .isBetween(10.0, 12.0);
        Answer get = browser.get(OTHER, SESSION);
        assertThat(get.header("X-DynamoDB-Calls")).isPresent();
        assertThat(calls(get).get(0).getAsJsonObject().get("readUnits").getAsDouble())
                .as("the head")
                .isEqualTo(1.0);
        assertThat(calls(get).get(1).getAsJsonObject().get("readUnits").getAsDouble())
                .as("the chunk, eventually consistent")
                .isEqualTo(1.5);
    }

    @Test
    void eightOverlappingUpdatesOverBothNodesAllSurvive() throws Exception {
        browser.put(ONE, ATTRIBUTES + "base", "0");
        List<CompletableFuture<Answer>> updates = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            updates.add(CompletableFuture.supplyAsync(
                    () -> browser.copy()
                            .put(number % 2 == 0 ? ONE : OTHER, ATTRIBUTES + "k" + number + "?hold=300", "" + number),
                    task -> new Thread(task).start()));
        }
        for (CompletableFuture<Answer> update : updates) {
            assertThat(update.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(browser.get(ONE, SESSION)
                        .json()
                        .getAsJsonObject("attributes")
                        .keySet())
                .containsExactly("base", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7");
    }

    @Test
    void aChangeThatOverlapsALogoutIsToldThatItCameTooLateAndBringsNothingBack() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        Browser late = browser.copy();
        dynamo.beforeForward("UpdateItem", 1, call -> browser.delete(OTHER, SESSION));

        Answer answer = late.with("Origin", "http://localhost:" + OTHER).put(ONE, ATTRIBUTES + "b", "2");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).contains("ended");
        assertThat(operations(answer)).containsExactly("GetItem", "UpdateItem");
        assertThat(answer.header("Access-Control-Allow-Origin")).isPresent();
        assertThat(late.copy().get(ONE, SESSION).status()).isEqualTo(404);
    }

    @Test
    void aChangeThatOverlapsALoginIsToldThatItCameTooLate() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        Browser late = browser.copy();
        dynamo.beforeForward("UpdateItem", 1, call -> browser.post(OTHER, "/api/login?user=bob"));
        assertThat(late.put(ONE, ATTRIBUTES + "b", "2").status()).isEqualTo(409);
        assertThat(late.get(ONE, SESSION).status()).isEqualTo(404);
        assertThat(browser.get(ONE, SESSION).attribute("user").getAsString()).isEqualTo("bob");
    }

    @Test
    void aLoginThatOverlapsALogoutIsToldThatItCameTooLate() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        Browser late = browser.copy();
        dynamo.beforeForward("TransactWriteItems", 1, call -> browser.delete(OTHER, SESSION));
        assertThat(late.post(ONE, "/api/login?user=eve").status()).isEqualTo(409);
        assertThat(late.get(OTHER, SESSION).status()).isEqualTo(404);
    }

    @Test
    void aLogoutThatOverlapsALogoutIsAsGood() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        Browser late = browser.copy();
        dynamo.beforeForward("PutItem", 1, call -> browser.delete(OTHER, SESSION));
        assertThat(late.delete(ONE, SESSION).status()).isEqualTo(204);
    }

    @Test
    void aLogoutThatIsOvertakenByALoginEndsTheSessionUnderItsNewId() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        Browser late = browser.copy();
        dynamo.beforeForward("PutItem", 1, call -> assertThat(
                        browser.post(OTHER, "/api/login?user=bob").status())
                .isEqualTo(200));
        assertThat(late.delete(ONE, SESSION).status()).isEqualTo(204);
        assertThat(browser.get(OTHER, SESSION).status()).isEqualTo(404);
    }

    @Test
    void whatTheOldCookieNamedIsDeadAfterALogin() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        Browser before = browser.copy();
        assertThat(browser.post(OTHER, "/api/login?user=bob").status()).isEqualTo(200);
        assertThat(before.get(ONE, SESSION).status()).isEqualTo(404);
        assertThat(browser.get(ONE, SESSION).attribute("a").getAsInt()).isEqualTo(1);
    }

    @Test
    void aSessionThatGrowsTooLargeIsRefusedAndStaysAsItWas() {
        browser.put(ONE, ATTRIBUTES + "small", "1");
        Answer answer = browser.put(ONE, ATTRIBUTES + "large", "\"" + "x".repeat(4_300_000) + "\"");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error()).contains("too large", "'large'");
        assertThat(browser.get(OTHER, SESSION)
                        .json()
                        .getAsJsonObject("attributes")
                        .keySet())
                .containsExactly("small");
    }

    @Test
    void aStorageThatDoesNotAnswerIsAnErrorThatSaysSo() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        dynamo.fault("GetItem", FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));
        Answer answer = browser.get(ONE, SESSION);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).contains("dynamodb:GetItem");
    }

    /** For every kind of request, and each of its calls that may fail. */
    @ParameterizedTest
    @CsvSource({
        "GetItem, GET, /api/session",
        "GetItem, DELETE, /api/session",
        "GetItem, PUT, /api/session/attributes/a",
        "GetItem, DELETE, /api/session/attributes/a",
        "GetItem, POST, /api/login?user=ann",
        "GetItem, GET, /api/sessions",
        "GetItem, DELETE, /api/sessions",
        "UpdateItem, PUT, /api/session/attributes/a",
        "TransactWriteItems, POST, /api/login?user=ann",
        "PutItem, DELETE, /api/session",
        "Query, GET, /api/sessions",
        "Query, DELETE, /api/sessions"
    })
    void aRequestThatFailsSaysInItsBodyWhy(String operation, String method, String path) {
        browser.post(ONE, "/api/login?user=ann");
        dynamo.fault(operation, FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));

        Answer answer = browser.send(ONE, method, path, method.equals("PUT") ? "2" : "");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.error()).contains(operation + " was not carried out", "do not allow dynamodb:");
    }

    @Test
    void whereRequestsGoOnOneThatFailsSaysInItsBodyWhy() {
        int port = FreePort.next();
        try (RunningDemo continuing = new RunningDemo(DemoOptions.parse(List.of(
                "--ports=" + port,
                "--endpoint=" + dynamo.endpoint(),
                "--storage=" + storage.option(),
                "--table=demo-" + UUID.randomUUID(),
                "--on-failure=continue")))) {
            continuing.start();
            browser.put(port, ATTRIBUTES + "a", "1");
            dynamo.fault("GetItem", FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));

            for (Answer answer :
                    List.of(browser.put(port, ATTRIBUTES + "a", "2"), browser.post(port, "/api/login?user=ann"))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.error()).contains("Session storage unavailable");
            }
            assertThat(browser.get(port, SESSION).header(DOWN)).isPresent();
        }
    }

    @Test
    void anOutageIsToldWithItsBeginningByEveryNodeUntilTheStorageAnswersAgain() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        assertThat(browser.get(OTHER, STORAGE).body()).isEqualTo("{\"available\":true}");
        dynamo.fault("GetItem", FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));
        Instant before = Instant.now();

        Answer first = browser.get(ONE, SESSION);

        String since = first.header(DOWN).orElseThrow();
        assertThat(Instant.parse(since)).isBetween(before, Instant.now());
        assertThat(browser.get(ONE, SESSION).header(DOWN)).contains(since);
        Browser stranger = new Browser();
        assertThat(stranger.get(OTHER, SESSION).header(DOWN)).contains(since);
        Answer told = stranger.get(OTHER, STORAGE);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().get("available").getAsBoolean()).isFalse();
        assertThat(told.json().get("since").getAsString()).isEqualTo(since);
        assertThat(told.json().get("reason").getAsString()).contains("dynamodb:GetItem");

        dynamo.heal();

        Answer over = stranger.get(OTHER, STORAGE);
        assertThat(over.body()).isEqualTo("{\"available\":true}");
        assertThat(over.header(DOWN)).isEmpty();
        assertThat(browser.get(ONE, SESSION).header(DOWN)).isEmpty();
    }

    @Test
    void aSaveThatMeetsConflictsUntilItGivesUpIsNoOutage() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        dynamo.fault("UpdateItem", FaultProxy.ALWAYS, Fault.CONFLICT);

        Answer answer = browser.put(ONE, ATTRIBUTES + "a", "2");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header(DOWN)).isEmpty();
    }

    @Test
    void aStorageThatIsNotKnownToBeDownIsNotAsked() {
        assertThat(operations(browser.get(ONE, STORAGE))).isEqualTo(sent()).isEmpty();
        assertThat(browser.post(ONE, STORAGE).status()).isEqualTo(405);
    }

    /** From all loggers: the demo, the library, the SDK and the server. */
    @Test
    void anOutageLogsALineASecondHoweverManyRequestsFail() {
        browser.put(ONE, ATTRIBUTES + "a", "1");
        dynamo.fault("GetItem", FaultProxy.ALWAYS, Fault.RESET);
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = collecting(lines);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        long start = System.nanoTime();
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(browser.get(ONE, SESSION).status()).isEqualTo(503);
            }
        } finally {
            root.removeHandler(handler);
        }

        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(lines).hasSizeLessThanOrEqualTo((int) seconds + 1);
    }

    private static Handler collecting(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLoggerName() + ": " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void aFirstRequestThatFailsSaysInItsBodyWhy() {
        dynamo.fault("PutItem", FaultProxy.ALWAYS, Fault.RESET);

        Answer answer = browser.put(ONE, ATTRIBUTES + "a", "1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).contains("PutItem");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private static Iterable<JsonElement> callsOf(Answer answer) {
        return JsonParser.parseString(answer.header("X-DynamoDB-Calls").orElse("[]"))
                .getAsJsonArray();
    }

    private static List<JsonElement> calls(Answer answer) {
        return StreamSupport.stream(callsOf(answer).spliterator(), false).toList();
    }

    private static List<String> operations(Answer answer) {
        return calls(answer).stream()
                .map(call -> call.getAsJsonObject().get("operation").getAsString())
                .toList();
    }

    /** What went over the wire since the last time. */
    private static List<String> sent() {
        List<String> sent =
                dynamo.calls().stream().map(call -> call.operation()).toList();
        dynamo.forget();
        return sent;
    }
}
