package io.github.dynamodbsession.spring.boot.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What requests through Spring Session cost, and what becomes of their sessions: in either kind of application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorageCallsContract {

    private final RunningShop.Kind kind;
    private final int mostCookies;
    RunningShop shop;
    URI node;
    Browser browser;

    /** Takes how many cookies the server takes. */
    StorageCallsContract(RunningShop.Kind kind, int mostCookies) {
        this.kind = kind;
        this.mostCookies = mostCookies;
    }

    @BeforeAll
    void start() {
        shop = kind.shop();
        node = RunningShop.address(shop.start());
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @BeforeEach
    void open() {
        browser = new Browser(node);
        shop.takeCalls();
    }

    void begin() {
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
    void aReadOfASessionWhoseAccessIsToBeRecorded() {
        begin();
        browser.goTo(RunningShop.address(shop.startWith("dynamodb.session.touch-after=0s")));
        shop.takeCalls();
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
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
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "PutItem", 1));
        String dead = browser.cookies().get("SESSION");
        assertThat(dead).isNull();
        begin();
        String alive = browser.cookies().get("SESSION");
        browser.delete("/open/session");
        browser.cookies().put("SESSION", alive);
        shop.takeCalls();
        browser.post("/open/redirect", "value", "blue");
        // It could also be a plain token.
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 2, "PutItem", 1));
        assertThat(browser.cookies().get("SESSION")).isNotEqualTo(alive);
    }

    /** The application remembers what opened nothing: each is made up once. */
    private static final AtomicInteger MADE_UP = new AtomicInteger();

    /** Cookies of the session's name: each could be the id of a session, plain or as Base64. */
    static String madeUp(int cookies) {
        int first = MADE_UP.getAndAdd(cookies);
        return IntStream.range(0, cookies)
                .mapToObj(i -> Base64.getEncoder()
                        .encodeToString(threeCharacters(first + i).getBytes(UTF_8)))
                .map(value -> "SESSION=" + value)
                .collect(Collectors.joining("; "));
    }

    private static String threeCharacters(int number) {
        return Integer.toString(36 * 36 + number, 36);
    }

    @Test
    void hundredsOfMadeUpCookies() {
        browser.presents(madeUp(mostCookies));
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 4));
        assertThat(browser.post("/open/redirect", "value", "blue").statusCode()).isEqualTo(302);
        assertThat(shop.takeCalls()).as("what opened nothing is known").isEqualTo(Map.of("PutItem", 1));
    }

    @Test
    void hundredsOfMadeUpCookiesBesideTheRightOne() {
        begin();
        String right = "SESSION=" + browser.cookies().get("SESSION");
        browser.presents(right + "; " + madeUp(mostCookies - 4));
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1));
        browser.presents(madeUp(3) + "; " + right + "; " + madeUp(mostCookies - 4));
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 4));
    }

    @Test
    void oneMadeUpCookieHundredsOfTimes() {
        String one = madeUp(1);
        browser.presents(one + ("; " + one).repeat(mostCookies - 1));
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1));
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
    void anEndThatIsOvertakenByAChangeOfTheId() {
        begin();
        Browser late = new Browser(node);
        late.cookies().putAll(browser.cookies());
        shop.proxy().beforeForward("PutItem", 1, call -> browser.post("/open/rename"));
        late.delete("/open/session");
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }

    @Test
    void aChangeOfTheIdAndThenTheEnd() {
        begin();
        String old = browser.cookies().get("SESSION");
        browser.post("/open/rename", "invalidate", "true");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 1, "TransactWriteItems", 1, "PutItem", 1));
        browser.cookies().put("SESSION", old);
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }
}
