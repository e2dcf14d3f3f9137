package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.proxy.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReactiveStorageCallsTest extends StorageCallsContract {

    ReactiveStorageCallsTest() {
        super(RunningShop.Kind.REACTIVE, 400);
    }

    /** Ended by somebody else when the change of this request is on its way. */
    private String endedMeanwhile(String operation) {
        begin();
        String cookie = browser.cookies().get("SESSION");
        Browser other = new Browser(node);
        other.cookies().put("SESSION", cookie);
        shop.proxy().beforeForward(operation, 1, call -> other.delete("/open/session"));
        return cookie;
    }

    /** A login may have been answered before, whose cookie would go. */
    private void assertCookieIsLeft(String cookie) {
        assertThat(browser.cookies()).containsEntry("SESSION", cookie);
    }

    private void assertDead(String cookie) {
        browser.cookies().put("SESSION", cookie);
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }

    @Test
    void aSessionThatEndedMeanwhileStaysDead() {
        String cookie = endedMeanwhile("UpdateItem");
        assertThat(browser.post("/open/write", "name", "color", "value", "late").statusCode())
                .isEqualTo(200);
        assertCookieIsLeft(cookie);
        assertDead(cookie);
    }

    @Test
    void whoeverSavesItIsToldThatItEndedMeanwhile() {
        String cookie = endedMeanwhile("UpdateItem");
        assertThat(browser.post("/open/write-now", "name", "color", "value", "late")
                        .statusCode())
                .isEqualTo(409);
        assertCookieIsLeft(cookie);
        assertDead(cookie);
    }

    @Test
    void theCookieOfASessionThatIsNotThereIsLeft() {
        browser.cookies().put("SESSION", "of-a-session-that-is-not-there-12345");
        assertThat(browser.get("/open/read").headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aSaveBeforeTheAnswerIsTheOnlyOne() {
        begin();
        assertThat(browser.post("/open/write-now", "name", "color", "value", "blue")
                        .body())
                .isEqualTo("written");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
    }

    @Test
    void aChangeOfTheIdOfASessionThatEndedMeanwhile() {
        String cookie = endedMeanwhile("TransactWriteItems");
        assertThat(browser.post("/open/rename").statusCode()).isEqualTo(200);
        assertCookieIsLeft(cookie);
        assertDead(cookie);
    }

    @Test
    void aChangeThatCannotBeStoredIsNotAnsweredAsIfItWere() {
        begin();
        shop.proxy().fault("UpdateItem", 1, Fault.answer(400, "AccessDeniedException"));
        assertThat(browser.post("/open/write", "name", "color", "value", "blue").statusCode())
                .isEqualTo(503);
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
    }
}
