package io.github.dynamodbsession.express;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One browser, which meets now a node of Express and now one of Java, behind the same address. */
class OneCookieTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> nodes() {
        return Stream.of(NodeStore.values())
                .flatMap(kind -> Stream.of("express4", "express5").map(express -> Arguments.of(kind, express)))
                // The newest store for the newest release would show nothing that the others do not.
                .filter(arguments ->
                        !arguments.get()[0].equals(NodeStore.DYNAMODB_STORE) || arguments.get()[1].equals("express5"));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void walksFromExpressToJavaAndBack(NodeStore kind, String express) {
        try (Nodes nodes = new Nodes(kind, express, Map.of());
                JavaNode java = new JavaNode(nodes.java(), Nodes.SECRETS, folder)) {
            HttpNode node = nodes.express();
            Reply begun = node.post("/set", Map.of("cart", List.of(1)), null);
            String cookie = begun.cookie().orElseThrow();

            Reply seen = java.session(cookie);
            assertThat(seen.id()).isEqualTo(begun.id());
            assertThat(seen.fields()).isEqualTo(Map.of("cart", List.of(1)));
            java.post("/set", Map.of("user", "ann", "cart", List.of(1, 2)), cookie);
            nodes.advance(Duration.ofSeconds(50));
            assertThat(node.session(cookie).fields()).isEqualTo(Map.of("user", "ann", "cart", List.of(1, 2)));
            nodes.advance(Duration.ofSeconds(50));
            node.post("/remove", List.of("cart"), cookie);
            nodes.advance(Duration.ofSeconds(50));
            assertThat(java.session(cookie).fields()).isEqualTo(Map.of("user", "ann"));
            nodes.advance(Duration.ofSeconds(50));
            assertThat(node.session(cookie).id())
                    .as("kept alive by all of them")
                    .isEqualTo(begun.id());
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void logsInHereAndOutThere(NodeStore kind, String express) {
        try (Nodes nodes = new Nodes(kind, express, Map.of());
                JavaNode java = new JavaNode(nodes.java(), Nodes.SECRETS, folder)) {
            for (boolean loginInJava : List.of(true, false)) {
                HttpNode in = loginInJava ? java : nodes.express();
                HttpNode out = loginInJava ? nodes.express() : java;
                String before =
                        out.post("/set", Map.of("cart", 1), null).cookie().orElseThrow();

                String after = in.post("/login", Map.of("user", "ann"), before)
                        .cookie()
                        .orElseThrow();
                assertThat(out.session(after).fields()).containsEntry("user", "ann");
                assertThat(out.session(before).body()).doesNotContain("ann");
                out.post("/logout", Map.of(), after);

                assertThat(in.session(after).body()).doesNotContain("ann");
                assertThat(out.session(after).body()).doesNotContain("ann");
                assertThat(in.session(before).body()).doesNotContain("ann");
            }
        }
    }

    /** What Passport, connect-flash and csurf keep in a session. */
    @ParameterizedTest
    @EnumSource
    void whatMiddlewareOfExpressKeepsIsSeenAndStays(NodeStore kind) {
        try (Nodes nodes = new Nodes(kind);
                JavaNode java = new JavaNode(nodes.java(), Nodes.SECRETS, folder)) {
            HttpNode express = nodes.express();
            String cookie =
                    express.post("/middleware/login", Map.of(), null).cookie().orElseThrow();
            Map<String, Object> passport = Map.of("user", "ann");
            assertThat(java.session(cookie).fields())
                    .isEqualTo(Map.of("passport", passport, "flash", Map.of("info", List.of("Welcome"))));

            Map<String, Object> page = express.get("/middleware/page", cookie).object();
            assertThat(page).containsEntry("user", "ann").containsEntry("messages", List.of("Welcome"));
            Map<String, Object> kept =
                    java.post("/set", Map.of("cart", List.of(1)), cookie).fields();
            assertThat(kept)
                    .containsOnlyKeys("passport", "flash", "csrfSecret", "cart")
                    .containsEntry("passport", passport)
                    .containsEntry("flash", Map.of());
            assertThat(kept.get("csrfSecret")).isInstanceOf(String.class);

            String token = URLEncoder.encode(String.valueOf(page.get("token")), StandardCharsets.UTF_8);
            assertThat(express.post("/middleware/page", Map.of(), cookie).status())
                    .isEqualTo(403);
            assertThat(express.post("/middleware/page?_csrf=" + token, Map.of(), cookie)
                            .object())
                    .containsEntry("user", "ann");
            java.post("/remove", List.of("passport"), cookie);
            assertThat(express.get("/middleware/page", cookie).object()).doesNotContainKey("user");
        }
    }

    /** A new secret is put first, and the old one stays until its cookies are gone. */
    @ParameterizedTest
    @MethodSource("nodes")
    void aCookieOfAnOlderSecretIsGoodOnBothSides(NodeStore kind, String express) {
        try (Nodes nodes = new Nodes(kind, express, Map.of());
                JavaNode java = new JavaNode(nodes.java(), Nodes.SECRETS, folder)) {
            for (HttpNode node : List.of(java, nodes.express())) {
                Reply begun = node.post("/set", Map.of("user", "ann"), null);
                String old = CookieSigner.of(List.of(Nodes.SECRETS.get(1))).sign(begun.id());
                assertThat(begun.cookie())
                        .contains(CookieSigner.of(Nodes.SECRETS).sign(begun.id()))
                        .isNotEqualTo(old);

                for (HttpNode other : List.of(java, nodes.express())) {
                    assertThat(other.session(old).fields()).isEqualTo(Map.of("user", "ann"));
                }
            }
        }
    }

    /** The signature begins at the last dot. */
    @ParameterizedTest
    @MethodSource("nodes")
    void anIdMayHaveDots(NodeStore kind, String express) {
        try (Nodes nodes = new Nodes(kind, express, Map.of());
                JavaNode java = new JavaNode(nodes.java(), Nodes.SECRETS, folder)) {
            String id = "node.1." + UUID.randomUUID() + ".x";
            nodes.express().set(id, Map.of("user", "ann"));
            String cookie = CookieSigner.of(Nodes.SECRETS).sign(id);

            for (HttpNode node : List.of(java, nodes.express())) {
                Reply reply = node.session(cookie);
                assertThat(reply.id()).isEqualTo(id);
                assertThat(reply.fields()).isEqualTo(Map.of("user", "ann"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aCookieThatIsNotSignedRightIsNoSessionOnEitherSide(NodeStore kind, String express) {
        try (Nodes nodes = new Nodes(kind, express, Map.of());
                JavaNode java = new JavaNode(nodes.java(), Nodes.SECRETS, folder)) {
            Reply begun = java.post("/set", Map.of("user", "ann"), null);
            String good = begun.cookie().orElseThrow();
            String decoded = URLDecoder.decode(good, StandardCharsets.UTF_8);
            for (String wrong : List.of(
                    begun.id(),
                    "s%3A" + begun.id(),
                    CookieSigner.of(List.of("a secret of nobody here")).sign(begun.id()),
                    good.replace("s%3A", ""),
                    URLEncoder.encode(decoded.replace(begun.id(), begun.id() + ".x"), StandardCharsets.UTF_8),
                    "s%3A.." + decoded.substring(decoded.lastIndexOf('.') + 1))) {
                for (HttpNode node : List.of(java, nodes.express())) {
                    assertThat(node.session(wrong).body()).as(wrong).doesNotContain("ann");
                }
            }
            // As some proxies and clients write it.
            for (HttpNode node : List.of(java, nodes.express())) {
                assertThat(node.session("\"" + good + "\"").body()).contains("ann");
                assertThat(node.session(good).fields()).isEqualTo(Map.of("user", "ann"));
            }
        }
    }
}
