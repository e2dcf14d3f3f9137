package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What a thread in the background does to a session before it completes the request is stored before the answer ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncCompleteTest {

    private RunningShop shop;
    private ConfigurableApplicationContext context;
    private URI node;
    private Browser browser;

    @BeforeAll
    void start() {
        shop = RunningShop.Kind.SERVLET.shop();
        context = shop.start();
        node = RunningShop.address(context);
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @BeforeEach
    void open() {
        shop.proxy().heal();
        browser = new Browser(node);
    }

    private void begin() {
        browser.post("/open/write", "name", "color", "value", "red");
        shop.takeCalls();
    }

    private String color() {
        return browser.get("/open/read").body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "wrapped", "first"})
    void aChangeOfASessionThatIsThere(String how) {
        begin();
        assertThat(browser.get("/open/background/" + how).statusCode()).isEqualTo(200);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
        assertThat(color()).isEqualTo("of the background");
    }

    @Test
    void aChangeOnAThreadOfTheApplicationsOwn() {
        begin();
        assertThat(browser.get("/open/background/executor").statusCode()).isEqualTo(200);
        assertThat(color()).isEqualTo("of the background");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "wrapped", "first", "executor"})
    void aSessionThatBegins(String how) {
        assertThat(browser.get("/open/background/" + how).statusCode()).isEqualTo(200);
        assertThat(browser.cookies()).containsKey("SESSION");
        assertThat(color()).isEqualTo("of the background");
    }

    @Test
    void nothing() {
        begin();
        browser.get("/open/background/nothing");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void aChangeWhileTheContainersThreadIsJustSaving() {
        BackgroundServlet background = context.getBean(BackgroundServlet.class);
        begin();
        background.hold();
        shop.proxy().beforeForward("UpdateItem", 1, call -> background.release());
        assertThat(browser.get("/open/background/later").statusCode()).isEqualTo(200);
        assertThat(color()).isEqualTo("first");
        assertThat(browser.get("/open/read?name=size").body()).isEqualTo("late");
    }

    @Test
    void aChangeByAListenerThatCompletesWhatTookTooLong() {
        begin();
        assertThat(browser.get("/open/background/timeout").statusCode()).isEqualTo(200);
        assertThat(color()).isEqualTo("of the listener");
    }

    @Test
    void aChangeThatCannotBeStored() {
        begin();
        browser.goTo(RunningShop.address(
                shop.startWith("dynamodb.session.call-timeout=300ms", "dynamodb.session.init=false")));
        shop.proxy().fault("UpdateItem", FaultProxy.ALWAYS, Fault.INTERNAL_ERROR);

        HttpResponse<String> response = browser.get("/open/background/plain");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        shop.proxy().heal();
        browser.goTo(node);
        assertThat(color()).isEqualTo("red");
    }
}
