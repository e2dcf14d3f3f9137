package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityOverHttpTest extends SecurityOverHttpContract {

    private final Map<String, URI> byTokens = new HashMap<>();

    SecurityOverHttpTest() {
        super(RunningShop.Kind.SERVLET);
    }

    /**
     * One read, one of the request that was saved before the login, one transaction, and one write of what the login put
     * into the session, whose context is in a chunk.
     */
    @Override
    Map<String, Integer> callsOfALogin() {
        return Map.of("GetItem", 1, "BatchGetItem", 1, "TransactWriteItems", 1, "PutItem", 1, "UpdateItem", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void whyALoginFailedIsInTheSession(String codec) {
        Browser browser = nodes(codec).browser();
        browser.login("alice", "wrong");
        assertThat(browser.get("/open/read?name=SPRING_SECURITY_LAST_EXCEPTION").body())
                .isEqualTo("org.springframework.security.authentication.BadCredentialsException: Bad credentials");
    }

    /** A node that allows one session a user, and remembers users. */
    private URI node(String tokens) {
        return byTokens.computeIfAbsent(
                tokens,
                kind -> RunningShop.address(shop(
                                "dynamodb.session.indexes=principal",
                                "shop.one-session-a-user=true",
                                "shop.remember-me=true",
                                "dynamodb.session.tokens=" + kind)
                        .start()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashed", "plain"})
    void aUserHasAsManySessionsAsHeMay(String tokens) {
        URI node = node(tokens);
        Browser first = loggedIn(node, "alice", "a");
        Browser second = loggedIn(node, "alice", "a");
        assertThat(first.get("/mine/name").body()).contains("expired");
        assertThat(second.get("/mine/name").body()).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashed", "plain"})
    void aUserIsRememberedUntilHeLogsOut(String tokens) {
        Browser browser = new Browser(node(tokens));
        String before = browser.csrfToken();
        HttpResponse<String> login =
                browser.post("/login", "username", "bob", "password", "b", "remember-me", "on", "_csrf", before);
        assertThat(login.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("SESSION=") && cookie.contains("Max-Age="));
        assertThat(browser.get("/mine/name").body()).isEqualTo("bob");
        String cookie = browser.cookies().get("SESSION");
        browser.post("/logout", "_csrf", browser.csrfToken());
        browser.cookies().put("SESSION", cookie);
        assertThat(browser.get("/mine/name").statusCode()).isEqualTo(302);
    }
}
