package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A DynamoDB that errs, is slow, refuses, or is gone, as a browser sees it. */
@ParameterizedClass
@EnumSource(RunningShop.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageOutageTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SLOW = Duration.ofSeconds(1);

    @Parameter
    private RunningShop.Kind kind;

    private RunningShop shop;
    private URI patient;
    private URI impatient;
    private Browser browser;
    private volatile Consumer<OperationEvent> operations = operation -> {};

    @BeforeParameterizedClassInvocation
    void start() {
        shop = kind.shop();
        patient = RunningShop.address(shop.start());
        ConfigurableApplicationContext node = shop.startWith(
                "dynamodb.session.call-timeout=" + SHORT.toMillis() + "ms", "dynamodb.session.init=false");
        listen(node);
        impatient = RunningShop.address(node);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    @BeforeEach
    void begin() {
        shop.proxy().heal();
        browser = new Browser(patient);
        assertThat(write("red").body()).isEqualTo("written");
        browser.goTo(impatient);
    }

    /** All is well again, with a node that waits as long as a busy machine may need. */
    private void heal() {
        shop.proxy().heal();
        browser.goTo(patient);
    }

    private String color() {
        browser.goTo(patient);
        return browser.get("/open/read").body();
    }

    /** How often a node asked its store, by operations; those of Spring Security and Spring MVC included. */
    private Map<OperationEvent.Kind, Integer> operationsOf(Runnable request) {
        Map<OperationEvent.Kind, Integer> counts = new ConcurrentHashMap<>();
        operations = operation -> counts.merge(operation.kind(), 1, Integer::sum);
        try {
            request.run();
        } finally {
            operations = operation -> {};
        }
        return counts;
    }

    private void listen(ConfigurableApplicationContext node) {
        SessionListener listener = new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                operations.accept(operation);
            }
        };
        node.getBeanProvider(SessionStore.class).ifAvailable(store -> store.addListener(listener));
        node.getBeanProvider(AsyncSessionStore.class).ifAvailable(store -> store.addListener(listener));
    }

    private static void assertComeAgain(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.body()).doesNotContain("SessionStorageException");
    }

    private void assertRequestsWithoutASessionGoOn() {
        assertThat(browser.get("/open/nothing").body()).isEqualTo("nothing");
    }

    private HttpResponse<String> write(String value) {
        return browser.post("/open/write", "name", "color", "value", value);
    }

    @Test
    void aRequestWhoseReadFailedAsksOnce() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.delay(SLOW));

        assertThat(operationsOf(() -> assertComeAgain(browser.get("/open/read"))))
                .isEqualTo(Map.of(OperationEvent.Kind.FIND, 1));
    }

    /** With servlets, when it reads what is in a chunk; with WebFlux, all of that is read with the session. */
    @Test
    void aRequestThatCannotReadALargeAttributeAsksOnce() {
        String large = "large".repeat(1000);
        browser.goTo(patient);
        assertThat(write(large).body()).isEqualTo("written");
        browser.goTo(impatient);
        shop.proxy().fault("BatchGetItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);
        shop.takeCalls();

        Map<OperationEvent.Kind, Integer> asked = operationsOf(() -> assertComeAgain(browser.get("/open/read")));

        assertThat(asked).containsEntry(OperationEvent.Kind.FIND, 1);
        assertThat(asked.getOrDefault(OperationEvent.Kind.LOAD, 0))
                .isEqualTo(kind == RunningShop.Kind.REACTIVE ? 0 : 1);
        assertThat(shop.takeCalls()).containsOnlyKeys("GetItem", "BatchGetItem");
        heal();
        assertThat(color()).isEqualTo(large);
    }

    @Test
    void aRequestWhoseSaveFailedAsksOnce() {
        shop.proxy().fault("UpdateItem", FaultProxy.ALWAYS, Fault.delay(SLOW));

        assertThat(operationsOf(() -> assertComeAgain(write("blue"))))
                .isEqualTo(Map.of(OperationEvent.Kind.FIND, 1, OperationEvent.Kind.SAVE, 1));
        assertThat(operationsOf(() -> assertComeAgain(browser.post("/open/redirect", "value", "blue"))))
                .isEqualTo(Map.of(OperationEvent.Kind.FIND, 1, OperationEvent.Kind.SAVE, 1));
    }

    @Test
    void aRequestWhoseNewSessionCannotBeStoredAsksOnceAndHandsOutNoId() {
        shop.proxy().fault("PutItem", FaultProxy.ALWAYS, Fault.delay(SLOW));
        Browser stranger = new Browser(impatient);

        assertThat(operationsOf(() -> assertComeAgain(stranger.post("/open/write", "name", "color", "value", "red"))))
                .isEqualTo(Map.of(OperationEvent.Kind.SAVE, 1));
    }

    @Test
    void whatNeedsALoginIsUnavailableAndSendsNobodyToTheLogin() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);

        assertThat(operationsOf(() -> assertComeAgain(browser.get("/mine/name"))))
                .isEqualTo(Map.of(OperationEvent.Kind.FIND, 1));
    }

    @Test
    void theErrorIsShownAsTheApplicationShowsErrors() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);

        HttpResponse<String> json = browser.getJson("/open/read");
        assertComeAgain(json);
        assertThat(json.body()).contains("\"status\":503", "\"path\":\"/open/read\"");
        HttpResponse<String> page = browser.get("/open/read");
        assertComeAgain(page);
        assertThat(page.body()).contains("Whitelabel Error Page");
    }

    @Test
    void aFailureThatTheApplicationAnswersItselfIsAnsweredSo() {
        shop.proxy().fault("TransactWriteItems", FaultProxy.ALWAYS, Fault.delay(SLOW));

        Map<OperationEvent.Kind, Integer> asked = operationsOf(() -> {
            HttpResponse<String> response = browser.post("/open/rename-or-say");
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).isEqualTo("not renamed");
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        });

        assertThat(asked).isEqualTo(Map.of(OperationEvent.Kind.FIND, 1, OperationEvent.Kind.SAVE, 1));
    }

    @Test
    void aValueThatCannotBeStored() {
        HttpResponse<String> response = browser.post("/open/unstorable");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("Whitelabel Error Page", "500").doesNotContain("dynamodbsession");
        assertThat(response.headers().map()).doesNotContainKeys("retry-after", "set-cookie");
        assertThat(color()).isEqualTo("red");
    }

    @Test
    void aReadThatErrs() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);

        assertComeAgain(browser.get("/open/read"));
        assertRequestsWithoutASessionGoOn();

        heal();
        assertThat(color()).isEqualTo("red");
    }

    @Test
    void aWriteThatErrs() {
        shop.proxy().fault("UpdateItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);

        assertComeAgain(write("blue"));

        assertThat(color()).isEqualTo("red");
        heal();
        assertThat(write("blue").statusCode()).isEqualTo(200);
        assertThat(color()).isEqualTo("blue");
    }

    @Test
    void aReadThatIsSlow() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.delay(SLOW));

        assertComeAgain(browser.get("/open/read"));
        assertRequestsWithoutASessionGoOn();

        heal();
        assertThat(color()).isEqualTo("red");
    }

    @Test
    void aWriteThatIsSlow() {
        shop.proxy().fault("UpdateItem", FaultProxy.ALWAYS, Fault.delay(SLOW));

        assertComeAgain(write("blue"));

        heal();
        assertThat(color()).as("either state, and a whole one").isIn("red", "blue");
    }

    @Test
    void anEndThatIsSlow() {
        String cookie = browser.cookies().get("SESSION");
        shop.proxy().fault("PutItem", FaultProxy.ALWAYS, Fault.delay(SLOW));

        HttpResponse<String> ended = browser.delete("/open/session");

        assertThat(ended.statusCode()).as("nobody is told that it has ended").isEqualTo(503);
        heal();
        browser.cookies().put("SESSION", cookie);
        browser.delete("/open/session");
        browser.cookies().put("SESSION", cookie);
        assertThat(color()).isEqualTo("no session");
    }

    @Test
    void aNewIdThatCannotBeStored() {
        String old = browser.cookies().get("SESSION");
        shop.proxy().fault("TransactWriteItems", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);

        assertComeAgain(browser.post("/open/rename"));

        // not healed yet: an attempt that was given up may still come by
        assertThat(browser.cookies()).containsEntry("SESSION", old);
        assertThat(color()).isEqualTo("red");
    }

    @Test
    void aTableThatStaysThrottled() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.THROTTLE);

        assertComeAgain(browser.get("/open/read"));
    }

    /** Once: what may pass is no reason to ask again on behalf of the same request. */
    @Test
    void aTableThatIsRefused() {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));
        browser.goTo(patient); // a busy machine may need longer than the other node waits
        shop.takeCalls();

        assertComeAgain(browser.get("/open/read"));

        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1));
    }

    /** Whoever logs: this library, Spring or the server. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void anOutageLogsALineASecondHoweverManyRequestsFail(CapturedOutput log) {
        shop.proxy().fault("GetItem", FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));
        browser.goTo(patient); // a busy machine may need longer than the other node waits
        long start = System.nanoTime();

        for (int i = 0; i < 100; i++) {
            assertComeAgain(browser.get("/open/read"));
        }

        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(log.getAll().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .hasSizeLessThanOrEqualTo((int) seconds + 1);
    }

    @Test
    void anEndpointThatIsGone() {
        shop.proxy().fault(call -> true, FaultProxy.ALWAYS, Fault.RESET);
        shop.takeCalls();

        assertRequestsWithoutASessionGoOn();
        assertThat(shop.takeCalls()).isEqualTo(Map.of());
        assertComeAgain(browser.get("/open/read"));
        assertComeAgain(write("blue"));
        HttpResponse<String> first = new Browser(impatient).post("/open/write", "name", "color", "value", "red");
        assertComeAgain(first);

        heal();
        assertThat(color()).isEqualTo("red");
    }
}
