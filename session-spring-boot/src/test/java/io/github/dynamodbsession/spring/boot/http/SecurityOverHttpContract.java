package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spring Security over HTTP, on sessions in DynamoDB that two nodes share: what is so in either kind of application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SecurityOverHttpContract {

    private final RunningShop.Kind kind;

    SecurityOverHttpContract(RunningShop.Kind kind) {
        this.kind = kind;
    }

    abstract Map<String, Integer> callsOfALogin();

    private static final String APPLICATION = "io.github.dynamodbsession.spring.catalog";

    private final List<RunningShop> shops = new ArrayList<>();
    private final Map<String, Nodes> nodes = new HashMap<>();

    /** With plain tokens: what happens at a login, a logout and a failed login is the same. */
    private static final String WITH_PLAIN_TOKENS = "gson";

    /** A shop whose sessions are encoded so, for several tests, and two nodes of it. */
    record Nodes(RunningShop shop, URI first, URI second) {

        Browser browser() {
            return new Browser(first);
        }
    }

    Nodes nodes(String codec) {
        return nodes.computeIfAbsent(codec, name -> {
            RunningShop shop = shop(
                    "dynamodb.session.codec=" + name,
                    "dynamodb.session.allowed-packages=" + APPLICATION,
                    "dynamodb.session.tokens=" + (name.equals(WITH_PLAIN_TOKENS) ? "plain" : "hashed"));
            return new Nodes(shop, RunningShop.address(shop.start()), RunningShop.address(shop.start()));
        });
    }

    /** One that is open until the last test. */
    RunningShop shop(String... properties) {
        RunningShop shop = kind.shop(properties);
        shops.add(shop);
        return shop;
    }

    @AfterAll
    void stop() {
        shops.forEach(RunningShop::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aLoginRotatesTheIdAndHoldsOnEveryNode(String codec) {
        Nodes shared = nodes(codec);
        Browser browser = shared.browser();
        assertThat(browser.get("/mine/name").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/login");
        String token = browser.csrfToken();
        String before = browser.cookies().get("SESSION");
        shared.shop().takeCalls();

        HttpResponse<String> login = browser.post("/login", "username", "alice", "password", "a", "_csrf", token);

        assertThat(shared.shop().takeCalls()).isEqualTo(callsOfALogin());
        assertThat(login.headers().firstValue("Location")).get().asString().endsWith("/mine/name?continue");
        String after = browser.cookies().get("SESSION");
        assertThat(after).isNotEqualTo(before);
        browser.goTo(shared.second());
        assertThat(browser.get("/mine/name?continue").body()).isEqualTo("alice");
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        browser.cookies().put("SESSION", before);
        assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aTokenAgainstForgeryIsKept(String codec) {
        Browser browser = nodes(codec).browser();
        browser.login("alice", "a");
        String token = browser.csrfToken();
        assertThat(browser.post("/logout", "_csrf", "forged").statusCode()).isEqualTo(403);
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        assertThat(browser.post("/logout", "_csrf", token).statusCode()).isEqualTo(302);
        assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aFailedLoginSaysWhy(String codec) {
        Browser browser = nodes(codec).browser();
        HttpResponse<String> failed = browser.login("alice", "wrong");
        assertThat(failed.headers().firstValue("Location")).get().asString().endsWith("/login?error");
        assertThat(browser.get("/login?error").body()).contains("Invalid credentials");
        browser.login("alice", "a");
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
    }

    @Test
    void aUserIsLoggedOutEverywhere() {
        RunningShop shop = shop("dynamodb.session.indexes=principal");
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

    @Test
    void aSignedCookieThatIsForgedAsksNobody() {
        RunningShop shop = shop("dynamodb.session.cookie.secrets=new-and-of-24-characters,old-and-of-24-characters");
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

    /** A later version of the application, which no longer allows the class of an attribute. */
    @Test
    void aSpoiledAttributeCostsOnlyItself() {
        Nodes shared = nodes("java");
        Browser browser = loggedIn(shared.first(), "alice", "a");
        browser.post("/open/item", "value", "book");
        assertThat(browser.get("/open/read?name=item").body()).isEqualTo("Item[name=book]");
        browser.goTo(
                RunningShop.address(shared.shop().startWith("dynamodb.session.allowed-packages=com.example.other")));
        assertThat(browser.get("/open/read?name=item").body()).isEqualTo("null");
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        browser.post("/open/write", "name", "color", "value", "red");
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
    }

    static Browser loggedIn(URI node, String user, String password) {
        Browser browser = new Browser(node);
        browser.login(user, password);
        assertThat(browser.get("/mine/name").body()).isEqualTo(user);
        return browser;
    }
}
