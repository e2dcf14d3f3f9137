package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

/** One browser, which meets now a node of Express and now one of Spring Boot, with servlets or WebFlux. */
class SpringTest {

    /** Each kind with each store would take twice the time, and meet the same code. */
    @ParameterizedTest
    @CsvSource({"CONNECT_DYNAMODB, SERVLET", "CONNECT_DYNAMODB_SESSION, REACTIVE"})
    void walksFromExpressToSpringAndBack(NodeStore kind, WebApplicationType type) {
        try (Nodes nodes = new Nodes(kind)) {
            nodes.express().goByRealTime(); // as applications of Spring do
            try (SpringNode spring = new SpringNode(kind, type, nodes)) {
                HttpNode express = nodes.express();
                Map<String, Object> passport = Map.of("user", "ann");
                Reply begun = express.post("/set", Map.of("cart", List.of(1), "passport", passport), null);
                String cookie = begun.cookie().orElseThrow();

                Reply seen = spring.session(cookie);
                assertThat(seen.id()).isEqualTo(begun.id());
                assertThat(seen.fields()).isEqualTo(Map.of("cart", List.of(1), "passport", passport));
                spring.post("/set", Map.of("cart", List.of(1, 2), "price", 1.5), cookie);
                Reply back = express.post("/remove", List.of("cart"), cookie);
                assertThat(back.id()).isEqualTo(begun.id());
                assertThat(back.fields()).isEqualTo(Map.of("passport", passport, "price", 1.5));
                spring.post("/remove", List.of("price"), cookie);
                assertThat(express.session(cookie).fields()).isEqualTo(Map.of("passport", passport));

                String login = spring.post("/login", Map.of("user", "ann"), cookie)
                        .cookie()
                        .orElseThrow();
                assertThat(express.session(login).fields()).isEqualTo(Map.of("user", "ann", "passport", passport));
                assertThat(express.session(cookie).body()).doesNotContain("ann");
                express.post("/logout", Map.of(), login);
                assertThat(spring.session(login).body()).doesNotContain("ann");

                String other = spring.post("/set", Map.of("user", "bob"), null)
                        .cookie()
                        .orElseThrow();
                assertThat(express.session(other).fields()).isEqualTo(Map.of("user", "bob"));
                spring.post("/logout", Map.of(), other);
                assertThat(express.session(other).body()).doesNotContain("bob");
            }
        }
    }
}
