package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactiveSecurityOverHttpTest extends SecurityOverHttpContract {

    ReactiveSecurityOverHttpTest() {
        super(RunningShop.Kind.REACTIVE);
    }

    /** One read, and one transaction with the new id; the security context is large, and goes to a chunk before. */
    @Override
    Map<String, Integer> callsOfALogin() {
        return Map.of("GetItem", 1, "PutItem", 1, "TransactWriteItems", 1);
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
        String ended = first.cookies().get("SESSION");
        assertThat(first.get("/mine/name").statusCode()).isEqualTo(302);
        // Another session begins, with where he wanted to go.
        assertThat(first.cookies().get("SESSION")).isNotEqualTo(ended);
        assertThat(second.get("/mine/name").body()).isEqualTo("alice");
    }
}
