package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecsPageTest {

    @Test
    void theExampleIsTheCompiledOne() {
        assertThat(Page.of("docs/codecs.md").example("MovingToJson.java"))
                .isEqualTo(Page.compiled(CodecsPageTest.class, "MovingToJson.java"));
    }

    @Test
    void aSessionThatLivesStaysLoggedInAndIsWrittenAnewAttributeByAttribute() {
        StorageClient storage = InMemoryStorageClient.create();
        SessionStore before = SessionStore.of(storage);
        Session session = before.create();
        session.setAttribute("user", "me");
        session.setAttribute("cart", new ArrayList<>(List.of("a")));
        session.setAttribute("seen", 5L);
        before.save(session);

        SessionStore after = MovingToJson.storeOn(storage);
        Session found = after.find(session.id()).orElseThrow();
        assertThat(found.attribute("user")).hasValue("me");
        assertThat(found.attribute("seen")).hasValue(5L);
        @SuppressWarnings("unchecked")
        List<String> cart = (List<String>) found.attribute("cart").orElseThrow();
        cart.add("b");
        after.save(found);

        Map<String, EncodedValue> stored =
                storage.get(session.id(), Instant.now()).orElseThrow().attributes();
        assertThat(stored.get("user")).as("only read").isInstanceOf(EncodedValue.Binary.class);
        assertThat(stored.get("cart")).as("changed").isEqualTo(EncodedValue.text("[\"a\",\"b\"]"));
        assertThat(after.find(session.id()).orElseThrow().attribute("cart")).hasValue(List.of("a", "b"));
    }
}
