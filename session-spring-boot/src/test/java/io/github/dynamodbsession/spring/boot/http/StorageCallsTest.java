package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageCallsTest extends StorageCallsContract {

    StorageCallsTest() {
        super(RunningShop.Kind.SERVLET, 200);
    }

    @Test
    void anErrorPage() {
        begin();
        assertThat(browser.get("/open/error").statusCode()).isEqualTo(418);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
        assertThat(browser.get("/open/read").body()).isEqualTo("of the failed request");
    }

    @Test
    void theErrorPageOfARequestWithHundredsOfMadeUpCookies() {
        browser.presents(madeUp(200));
        assertThat(browser.get("/open/error").statusCode()).isEqualTo(418);
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 4, "PutItem", 1));
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
