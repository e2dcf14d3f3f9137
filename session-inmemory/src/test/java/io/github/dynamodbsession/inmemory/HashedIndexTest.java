package io.github.dynamodbsession.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a hashed index stores, and how its secrets are replaced. The testkit tests that sessions are found. */
class HashedIndexTest {

    private static final SessionIndex USER = SessionIndex.ofAttribute("user");
    private static final String OLD = "the old secret of an index";
    private static final String NEW = "the new secret of an index";

    private final StorageClient storage = InMemoryStorageClient.create();

    private SessionStore node(SessionIndex index) {
        return SessionStore.builder(storage)
                .cleanupInterval(Duration.ZERO)
                .index(index)
                .build();
    }

    private static String stored(SessionStore node, String user) {
        Session session = node.create();
        session.setAttribute("user", user);
        node.save(session);
        return session.id();
    }

    private static void change(SessionStore node, String id) {
        Session session = node.find(id).orElseThrow();
        session.setAttribute("n", session.attribute("n", Integer.class).orElse(0) + 1);
        node.save(session);
    }

    private String indexed(String id) {
        return storage.get(id, Instant.now()).orElseThrow().indexed().get("user");
    }

    private static List<String> found(SessionStore node, String user) {
        return node.findByIndex("user", user).map(Session::id).toList();
    }

    @Test
    void theHashDependsOnTheKeyTheIndexAndTheValueAndOnNothingElse() {
        String ofAnn = indexed(stored(node(USER.hashed(OLD)), "ann"));

        assertThat(ofAnn)
                .hasSize(37)
                .matches("[A-Za-z0-9_-]{4}\\.[A-Za-z0-9_-]{32}")
                .doesNotContain("ann");
        assertThat(indexed(stored(node(USER.hashed(OLD)), "ann"))).isEqualTo(ofAnn);
        assertThat(indexed(stored(node(USER.hashed(OLD)), "bob")).substring(5)).isNotEqualTo(ofAnn.substring(5));
        assertThat(indexed(stored(node(USER.hashed(NEW)), "ann")).substring(5)).isNotEqualTo(ofAnn.substring(5));
        SessionIndex other =
                SessionIndex.of("name", s -> s.attribute("user").orElse(null)).hashed(OLD);
        String id = stored(node(other), "ann");
        assertThat(storage.get(id, Instant.now()).orElseThrow().indexed().get("name"))
                .isNotEqualTo(ofAnn);
    }

    /** HMAC-SHA256 as RFC 2104 defines it, so that other programs can compute it. */
    @Test
    void theHashIsTheDocumentedOne() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(OLD.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = Arrays.copyOf(mac.doFinal("user\0ann".getBytes(StandardCharsets.UTF_8)), 24);

        assertThat(indexed(stored(node(USER.hashed(OLD)), "ann")))
                .endsWith("." + Base64.getUrlEncoder().encodeToString(hash));
    }

    @Test
    void aSecretIsReplacedWhileSessionsLive() {
        String old = stored(node(USER.hashed(OLD)), "ann");
        SessionStore both = node(USER.hashed(List.of(NEW, OLD)));
        String fresh = stored(both, "ann");

        assertThat(found(both, "ann")).containsExactlyInAnyOrder(old, fresh);
        String before = indexed(old);
        change(both, old);
        assertThat(indexed(old)).isNotEqualTo(before).isEqualTo(indexed(fresh));
        assertThat(found(both, "ann")).containsExactlyInAnyOrder(old, fresh);
        assertThat(found(node(USER.hashed(NEW)), "ann")).containsExactlyInAnyOrder(old, fresh);
        assertThat(found(node(USER.hashed(OLD)), "ann")).isEmpty();
    }

    @Test
    void valuesOfBeforeTheyWereHashedAreFoundWhereThatIsAskedFor() {
        String plain = stored(node(USER), "ann");
        SessionStore finding = node(USER.hashed(List.of(NEW, OLD)).findingPlain());
        String hashed = stored(finding, "ann");

        assertThat(found(finding, "ann")).containsExactlyInAnyOrder(plain, hashed);
        assertThat(found(node(USER.hashed(NEW)), "ann")).containsExactly(hashed);
        change(finding, plain);
        assertThat(indexed(plain)).isEqualTo(indexed(hashed));
        assertThat(found(node(USER.hashed(NEW)), "ann")).containsExactlyInAnyOrder(plain, hashed);
    }

    @Test
    void pagesOfAllFormsFollowEachOther() {
        List<String> all = new ArrayList<>();
        for (SessionIndex index : List.of(USER, USER.hashed(OLD), USER.hashed(NEW))) {
            for (int i = 0; i < 150; i++) {
                all.add(stored(node(index), "ann"));
            }
        }
        SessionStore node = node(USER.hashed(List.of(NEW, OLD)).findingPlain());

        assertThat(found(node, "ann")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(node.deleteByIndex("user", "ann")).isEqualTo(450);
        assertThat(found(node, "ann")).isEmpty();
    }

    @Test
    void secretsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> USER.hashed(List.of()))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageStartingWith("hashed: at least one secret");
        assertThatThrownBy(() -> USER.hashed("fifteen letters"))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("at least 16 bytes")
                .hasMessageNotContaining("fifteen");
        assertThatThrownBy(USER::findingPlain)
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("is not");
        assertThat(USER.hashed(OLD).toString()).doesNotContain(OLD);
    }
}
