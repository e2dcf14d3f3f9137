package io.github.dynamodbsession.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spring Security over HTTP, on sessions in DynamoDB that two nodes share: what is so in either kind of application. */
abstract class SecurityOverHttpContract {

    abstract RunningShop shop(String... properties);

    abstract Map<String, Integer> callsOfALogin();

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aLoginRotatesTheIdAndHoldsOnEveryNode(String codec) {
        try (RunningShop shop = shop("dynamodb.session.codec=" + codec)) {
            URI first = RunningShop.address(shop.start());
            URI second = RunningShop.address(shop.start());
            Browser browser = new Browser(first);
            assertThat(browser.get("/mine/name").headers().firstValue("Location"))
                    .get()
                    .asString()
                    .endsWith("/login");
            String token = browser.csrfToken();
            String before = browser.cookies().get("SESSION");
            shop.takeCalls();

            HttpResponse<String> login = browser.post("/login", "username", "alice", "password", "a", "_csrf", token);

            assertThat(shop.takeCalls()).isEqualTo(callsOfALogin());
            assertThat(login.headers().firstValue("Location")).get().asString().endsWith("/mine/name?continue");
            String after = browser.cookies().get("SESSION");
            assertThat(after).isNotEqualTo(before);
            browser.goTo(second);
            assertThat(browser.get("/mine/name?continue").body()).isEqualTo("alice");
            assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
            browser.cookies().put("SESSION", before);
            assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aTokenAgainstForgeryIsKept(String codec) {
        try (RunningShop shop = shop("dynamodb.session.codec=" + codec)) {
            URI node = RunningShop.address(shop.start());
            Browser browser = new Browser(node);
            browser.login("alice", "a");
            String token = browser.csrfToken();
            assertThat(browser.post("/logout", "_csrf", "forged").statusCode()).isEqualTo(403);
            assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
            assertThat(browser.post("/logout", "_csrf", token).statusCode()).isEqualTo(302);
            assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aFailedLoginSaysWhy(String codec) {
        try (RunningShop shop = shop("dynamodb.session.codec=" + codec)) {
            Browser browser = new Browser(RunningShop.address(shop.start()));
            HttpResponse<String> failed = browser.login("alice", "wrong");
            assertThat(failed.headers().firstValue("Location")).get().asString().endsWith("/login?error");
            assertThat(browser.get("/login?error").body()).contains("Invalid credentials");
            browser.login("alice", "a");
            assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        }
    }

    @Test
    void aUserIsLoggedOutEverywhere() {
        try (RunningShop shop = shop("dynamodb.session.indexes=principal")) {
            URI node = RunningShop.address(shop.start());
            Browser phone = loggedIn(node, "alice", "a");
            Browser desk = loggedIn(node, "alice", "a");
            Browser bob = loggedIn(node, "bob", "b");
            HttpResponse<String> answer = desk.post("/mine/everywhere", "_csrf", desk.csrfToken());
            assertThat(answer.body()).isEqualTo("{\"ended\":2}");
            assertThat(phone.get("/mine/name").statusCode()).isEqualTo(302);
            assertThat(desk.get("/mine/name").statusCode()).isEqualTo(302);
            assertThat(bob.get("/mine/name").body()).isEqualTo("bob");
        }
    }

    @Test
    void aSignedCookieThatIsForgedAsksNobody() {
        try (RunningShop shop = shop("dynamodb.session.cookie.secrets=new,old")) {
            URI node = RunningShop.address(shop.start());
            Browser browser = loggedIn(node, "alice", "a");
            assertThat(browser.cookies().get("SESSION")).startsWith("s%3A");
            assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
            String cookie = browser.cookies().get("SESSION");
            String id = cookie.substring("s%3A".length(), cookie.lastIndexOf('.'));
            shop.takeCalls();
            for (String forged : List.of("s%3A" + id + ".signature", "s%3A" + id, id)) {
                browser.cookies().put("SESSION", forged);
                assertThat(browser.get("/open/read").body()).isEqualTo("no session");
                assertThat(shop.takeCalls()).isEmpty();
            }
        }
    }

    /** A later version of the application, which no longer allows the class of an attribute. */
    @Test
    void aSpoiledAttributeCostsOnlyItself() {
        try (RunningShop shop = shop("dynamodb.session.allowed-packages=io.github.dynamodbsession.spring.catalog")) {
            Browser browser = loggedIn(RunningShop.address(shop.start()), "alice", "a");
            browser.post("/open/item", "value", "book");
            assertThat(browser.get("/open/read?name=item").body()).isEqualTo("Item[name=book]");
            browser.goTo(RunningShop.address(shop.startWith("dynamodb.session.allowed-packages=com.example.other")));
            assertThat(browser.get("/open/read?name=item").body()).isEqualTo("null");
            assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
            browser.post("/open/write", "name", "color", "value", "red");
            assertThat(browser.get("/open/read").body()).isEqualTo("red");
        }
    }

    static Browser loggedIn(URI node, String user, String password) {
        Browser browser = new Browser(node);
        browser.login(user, password);
        assertThat(browser.get("/mine/name").body()).isEqualTo(user);
        return browser;
    }
}
