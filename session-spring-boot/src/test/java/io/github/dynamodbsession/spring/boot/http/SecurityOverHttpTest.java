package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityOverHttpTest extends SecurityOverHttpContract {

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

    @ParameterizedTest
    @ValueSource(strings = {"hashed", "plain"})
    void aUserHasAsManySessionsAsHeMay(String tokens) {
        RunningShop shop = shop(
                "dynamodb.session.indexes=principal",
                "shop.one-session-a-user=true",
                "dynamodb.session.tokens=" + tokens);
        URI node = RunningShop.address(shop.start());
        Browser first = loggedIn(node, "alice", "a");
        Browser second = loggedIn(node, "alice", "a");
        assertThat(first.get("/mine/name").body()).contains("expired");
        assertThat(second.get("/mine/name").body()).isEqualTo("alice");
    }
}
