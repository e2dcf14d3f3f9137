package io.github.dynamodbsession.example.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameAnswersTest {

    /** Kept in a field, because the JDK only holds loggers weakly. The script provokes a failure. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private static final List<String> SCRIPT = List.of(
            "GET /shop/cart",
            "GET /shop/account/",
            "POST /shop/cart item=hat",
            "GET /shop/cart",
            "POST /shop/cart item=cap",
            "GET /shop/cart",
            "POST /shop/account/login user=alice",
            "GET /shop/account/",
            "GET /shop/cart",
            "POST /shop/cart",
            "GET /shop/nowhere",
            "POST /shop/account/nonsense",
            "POST /shop/receipt",
            "GET /shop/cart",
            "POST /shop/receipt",
            "POST /shop/account/logout",
            "GET /shop/account/",
            "GET /shop/cart",
            "GET /shop/visitors",
            "POST /shop/account/login user=bob",
            "POST /shop/account/logout",
            "GET /shop/nowhere",
            "GET /shop/nowhere",
            "GET /shop/visitors");

    @TempDir
    Path folder;

    @Test
    void theShopAnswersTheSameWhereverItsSessionsAre() {
        LOG.setLevel(Level.OFF);
        List<Visit.Answer> container = play(null);

        List<Visit.Answer> store = play(Shop.storeIn(InMemoryStorageClient.create()));

        assertThat(container)
                .extracting(Visit.Answer::body)
                .contains("hat, cap", "alice, for 1200 s", "receipt 1: [hat, cap]", "sorry for the 404, your number 2")
                .last()
                .isEqualTo("3 came, 2 left, 2 logged in, 1 with a new id");
        assertThat(store).isEqualTo(container);
    }

    private List<Visit.Answer> play(SessionStore sessions) {
        try (Shop shop = Shop.start(0, folder, Path.of("src/main/webapp"), sessions)) {
            Visit visit = new Visit(shop.port());
            return SCRIPT.stream().map(visit::ask).toList();
        } finally {
            if (sessions != null) {
                sessions.close();
            }
        }
    }
}
