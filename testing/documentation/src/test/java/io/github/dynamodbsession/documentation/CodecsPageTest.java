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
    void theExampleOfCompressionIsTheCompiledOne() {
        assertThat(Page.of("docs/codecs.md").example("CompressedJson.java"))
                .isEqualTo(Page.compiled(CodecsPageTest.class, "CompressedJson.java"));
    }

    @Test
    void itCompressesWhatIsLarge() {
        StorageClient storage = InMemoryStorageClient.create();
        SessionStore store = CompressedJson.storeOn(storage);
        Session session = store.create();
        session.setAttribute("large", "value ".repeat(1000));
        session.setAttribute("small", "value");
        store.save(session);

        Map<String, EncodedValue> stored =
                storage.get(session.id(), Instant.now()).orElseThrow().attributes();
        assertThat(stored.get("large").size()).isLessThan(500);
        assertThat(stored.get("small")).isEqualTo(EncodedValue.text("\"value\""));
        assertThat(store.find(session.id()).orElseThrow().attribute("large")).hasValue("value ".repeat(1000));
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
