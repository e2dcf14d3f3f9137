package io.github.dynamodbsession.spring.boot.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Who has a copy of the table, the answers of the endpoint and all logs, and tries to get in. */
@ParameterizedClass
@EnumSource(
        value = RunningShop.Kind.class,
        names = {"SERVLET", "REACTIVE"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class TokensOverHttpTest {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String KEY_PREFIX = "session:";

    @Parameter
    private RunningShop.Kind kind;

    private RunningShop shop;
    private URI node;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = kind.shop(
                "management.endpoints.web.exposure.include=sessions",
                "dynamodb.session.indexes=principal",
                "logging.level.io.github.dynamodbsession=trace",
                "logging.level.org.springframework.session=trace",
                "logging.level.org.springframework.security=trace",
                "logging.level.org.springframework.web.server=trace",
                "logging.level.software.amazon.awssdk.request=debug");
        node = RunningShop.address(shop.start());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    /** What the cookie carries, without Base64, which servlets have. */
    private String token(Browser browser) {
        String cookie = browser.cookies().get("SESSION");
        return kind == RunningShop.Kind.SERVLET ? new String(Base64.getDecoder().decode(cookie), UTF_8) : cookie;
    }

    private void present(Browser browser, String text) {
        browser.cookies()
                .put(
                        "SESSION",
                        kind == RunningShop.Kind.SERVLET
                                ? Base64.getEncoder().encodeToString(text.getBytes(UTF_8))
                                : text);
    }

    private Set<String> listed(String user) {
        Set<String> ids = new TreeSet<>();
        Matcher matcher = ID.matcher(
                new Browser(node).get("/actuator/sessions?username=" + user).body());
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    /** Keys of the table, without their prefix: ids, and what begins with one. */
    private List<String> keys() {
        return shop.items().stream()
                .map(item -> item.get("id").s())
                .filter(key -> key.startsWith(KEY_PREFIX))
                .map(key -> key.substring(KEY_PREFIX.length()))
                .toList();
    }

    @Test
    void nothingThatIsStoredListedOrLoggedIsACookie(CapturedOutput log) {
        Browser browser = new Browser(node);
        browser.post("/open/write", "name", "color", "value", "red");
        String before = token(browser);
        browser.login("alice", "a");
        String after = token(browser);
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        browser.post("/open/rename");
        String last = token(browser);

        Set<String> listed = listed("alice");
        assertThat(listed).isNotEmpty().allMatch(id -> id.startsWith("~"));
        assertThat(keys()).containsAll(listed);
        String answers =
                new Browser(node).get("/actuator/sessions?username=alice").body()
                        + new Browser(node)
                                .get("/actuator/sessions/" + listed.iterator().next())
                                .body();
        assertThat(List.of(before, after, last)).doesNotHaveDuplicates().allMatch(token -> token.length() == 32);
        for (String token : List.of(before, after, last)) {
            String encoded = Base64.getEncoder().encodeToString(token.getBytes(UTF_8));
            assertThat(shop.items().toString()).doesNotContain(token, encoded);
            assertThat(answers).doesNotContain(token, encoded);
            assertThat(log.getAll()).doesNotContain(token, encoded);
        }
    }

    @Test
    void aNodeThatCreatesItsBeansLateHasTokensToo() {
        Browser browser = new Browser(RunningShop.address(shop.startWith("spring.main.lazy-initialization=true")));
        browser.post("/open/write", "name", "color", "value", "red");
        assertThat(token(browser)).hasSize(32);
        assertThat(keys()).noneMatch(key -> key.startsWith(token(browser)));
        browser.goTo(node);
        assertThat(browser.get("/open/read").body()).isEqualTo("red");
    }

    /** Every id is old for this node, and a former one reads nothing. */
    @Test
    void aChangeOfAnOldSessionRenewsItsCookie() {
        URI renewing = RunningShop.address(
                shop.startWith("dynamodb.session.renew-id-after=1ms", "dynamodb.session.renew-id-grace=0s"));
        Browser browser = new Browser(node);
        browser.login("alice", "a");
        String before = token(browser);
        browser.post("/open/write", "name", "color", "value", "red");
        assertThat(token(browser)).isEqualTo(before);

        browser.goTo(renewing);
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        assertThat(token(browser)).isEqualTo(before);
        browser.post("/open/write", "name", "color", "value", "green");
        String after = token(browser);
        browser.post("/open/redirect", "value", "blue");
        String last = token(browser);

        assertThat(List.of(before, after, last)).doesNotHaveDuplicates();
        assertThat(browser.get("/open/read").body()).isEqualTo("blue");
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        for (String former : List.of(before, after)) {
            Browser thief = new Browser(node);
            present(thief, former);
            assertThat(thief.get("/open/read").body()).isEqualTo("no session");
        }
    }

    @Test
    void noIdOpensASession() {
        Browser user = new Browser(node);
        user.login("bob", "b");
        user.post("/open/write", "name", "color", "value", "red");
        Set<String> ids = listed("bob");
        assertThat(ids).hasSize(1);
        String id = ids.iterator().next();
        shop.takeCalls();
        Browser thief = new Browser(node);
        for (String text : List.of(id, id + "~", "~" + id, id + ".", KEY_PREFIX + id)) {
            present(thief, text);
            assertThat(thief.get("/open/read").body()).isEqualTo("no session");
            assertThat(thief.get("/mine/name").statusCode()).isEqualTo(302);
            thief.cookies().put("SESSION", text);
            assertThat(thief.get("/open/read").body()).isEqualTo("no session");
        }
        assertThat(shop.takeCalls()).doesNotContainKey("GetItem");
        present(thief, id.substring(1));
        assertThat(thief.get("/open/read").body()).isEqualTo("no session");
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 2));
        assertThat(user.get("/open/read").body()).isEqualTo("red");
    }

    @Test
    void aLoginRenewsTheTokenAndALogoutEndsIt() {
        Browser browser = new Browser(node);
        browser.post("/open/write", "name", "color", "value", "red");
        String before = token(browser);
        browser.login("alice", "a");
        String after = token(browser);
        assertThat(after).isNotEqualTo(before);
        Browser other = new Browser(node);
        present(other, before);
        assertThat(other.get("/open/read").body()).isEqualTo("no session");
        assertThat(browser.get("/open/read").body()).isEqualTo("red");

        assertThat(browser.post("/logout", "_csrf", browser.csrfToken()).statusCode())
                .isEqualTo(302);
        present(other, after);
        assertThat(other.get("/open/read").body()).isEqualTo("no session");
    }

    /** One that was stored before tokens were hashed, or by a node that has not changed over. */
    @Test
    void anOldPlainCookieGoesOnUntilTheNextChangeOfTheId() {
        URI before = RunningShop.address(shop.startWith("dynamodb.session.tokens=plain"));
        Browser browser = new Browser(before);
        browser.post("/open/write", "name", "color", "value", "red");
        String old = token(browser);
        assertThat(keys()).contains(old);

        browser.goTo(node);
        shop.takeCalls();
        HttpResponse<String> read = browser.get("/open/read");
        assertThat(read.body()).isEqualTo("red");
        assertThat(read.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(shop.takeCalls()).isEqualTo(Map.of("GetItem", 2));
        browser.post("/open/write", "name", "color", "value", "blue");
        assertThat(token(browser)).isEqualTo(old);

        browser.login("alice", "a");
        assertThat(token(browser)).isNotEqualTo(old);
        assertThat(browser.get("/open/read").body()).isEqualTo("blue");
        assertThat(browser.get("/mine/name").body()).isEqualTo("alice");
        present(browser, old);
        assertThat(browser.get("/open/read").body()).isEqualTo("no session");
    }
}
