package io.github.dynamodbsession.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests through Spring Session's filter cost, and what becomes of their sessions. */
class StorageCallsTest {

    private static RunningShop shop;
    private static URI node;

    private Browser browser;

    @BeforeAll
    static void start() {
        shop = new RunningShop();
        node = RunningShop.address(shop.start());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void open() {
        browser = new Browser(node);
        shop.takeCalls();
    }

    private void begin() {
        browser.post("/open/write", "name", "color", "value", "red");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("PutItem", 1));
    }

    @Test
    void aRequestWithoutASession() {
        begin();
        assertThat(browser.get("/open/nothing").body()).isEqualTo("nothing");
        assertThat(new Browser(node).get("/open/read").body()).isEqualTo("no session");
        assertThat(shop.takeCalls()).isEmpty();
    }

    @Test
    void aRead() {
        begin();
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void aWrite() {
        begin();
        browser.post("/open/write", "name", "color", "value", "blue");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
    }

    @Test
    void aWriteOfAnEqualValue() {
        begin();
        browser.post("/open/write", "name", "color", "value", "red");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void aRedirectAfterAWrite() {
        begin();
        assertThat(browser.post("/open/redirect", "value", "blue").statusCode()).isEqualTo(302);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
        assertThat(browser.get("/open/read").body()).isEqualTo("blue");
    }

    @Test
    void aRedirectOfANewSession() {
        browser.post("/open/redirect", "value", "blue");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("PutItem", 1));
        assertThat(browser.get("/open/read").body()).isEqualTo("blue");
    }

    @Test
    void aRedirectWithACookieOfADeadSession() {
        begin();
        browser.delete("/open/session");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "DeleteItem", 1));
        String dead = browser.cookies().get("SESSION");
        assertThat(dead).isNull();
        begin();
        String alive = browser.cookies().get("SESSION");
        browser.delete("/open/session");
        browser.cookies().put("SESSION", alive);
        shop.takeCalls();
        browser.post("/open/redirect", "value", "blue");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "PutItem", 1));
        assertThat(browser.cookies().get("SESSION")).isNotEqualTo(alive);
    }

    @Test
    void aChangeOfTheId() {
        begin();
        String old = browser.cookies().get("SESSION");
        browser.post("/open/rename");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "TransactWriteItems", 1));
        assertThat(browser.cookies().get("SESSION")).isNotEqualTo(old);
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
        browser.cookies().put("SESSION", old);
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }

    @Test
    void aChangeOfTheIdAndThenTheEnd() {
        begin();
        String old = browser.cookies().get("SESSION");
        browser.post("/open/rename", "invalidate", "true");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "TransactWriteItems", 1, "DeleteItem", 1));
        browser.cookies().put("SESSION", old);
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }

    @Test
    void anErrorPage() {
        begin();
        assertThat(browser.get("/open/error").statusCode()).isEqualTo(418);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
        assertThat(browser.get("/open/read").body()).isEqualTo("of the failed request");
    }

    @Test
    void anAsynchronousRequest() {
        begin();
        assertThat(browser.get("/open/async").statusCode()).isEqualTo(200);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 2));
        assertThat(browser.get("/open/read").body()).isEqualTo("second");
    }

    @Test
    void aSessionThatEndedMeanwhileIsToldOfAndStaysDead() {
        begin();
        String cookie = browser.cookies().get("SESSION");
        Browser other = new Browser(node);
        other.cookies().put("SESSION", cookie);
        shop.proxy().beforeForward("UpdateItem", 1, call -> other.delete("/open/session"));
        assertThat(browser.post("/open/write", "name", "color", "value", "late").statusCode())
                .isEqualTo(409);
        browser.cookies().put("SESSION", cookie);
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }
}
