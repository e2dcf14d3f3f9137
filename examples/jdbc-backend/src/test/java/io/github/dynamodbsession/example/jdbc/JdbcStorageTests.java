package io.github.dynamodbsession.example.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Document;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests beyond the contract: an incomplete move, a locked table, more than one page of expired sessions. */
abstract class JdbcStorageTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final String secret = "s3cret-" + UUID.randomUUID();

    private JdbcStorage storage;

    abstract DataSource pool();

    /** Whose table is there for this class alone. */
    abstract JdbcStorage storage(Duration queryTimeout);

    abstract String table();

    @BeforeEach
    void makeTable() {
        storage = storage(Duration.ofSeconds(10));
        storage.init();
    }

    @Test
    void aMoveToAKeyThatIsTakenLeavesBothAsTheyWere() {
        String old = newId();
        String taken = newId();
        storage.writeIfUnchanged(null, document(old, "1", "old"));
        storage.writeIfUnchanged(null, document(taken, "1", "taken"));

        assertThat(storage.moveIfUnchanged("1", document(old, "2", "left"), document(taken, "2", "moved")))
                .isFalse();

        assertThat(content(old)).isEqualTo("old");
        assertThat(content(taken)).isEqualTo("taken");
        assertThat(storage.writeIfUnchanged("1", document(old, "2", "after it")))
                .as("a write on the connection of the move")
                .isTrue();
    }

    @Test
    void aMoveOfAnotherVersionStoresNothing() {
        String old = newId();
        String next = newId();
        storage.writeIfUnchanged(null, document(old, "1", "old"));

        assertThat(storage.moveIfUnchanged("0", document(old, "2", "left"), document(next, "2", "moved")))
                .isFalse();

        assertThat(content(old)).isEqualTo("old");
        assertThat(storage.read(next)).isEmpty();
    }

    @Test
    void allThatHaveExpiredAreListedThoughThereAreMorePages() {
        List<String> expired = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            String id = newId();
            expired.add(id);
            storage.writeIfUnchanged(null, document(id, "1", "expired"));
        }
        List<String> listed = new ArrayList<>();

        storage.forEachExpired(NOON, document -> {
            listed.add(document.id());
            assertThat(storage.removeIfUnchanged(document.id(), document.version()))
                    .isTrue();
        });

        assertThat(listed).doesNotHaveDuplicates().containsAll(expired);
    }

    @Test
    void aRowThatAnotherTransactionHoldsIsAFailureWithinTheTimeoutThatARetryMayMend() throws SQLException {
        storage.writeIfUnchanged(null, document(secret, "1", secret));
        JdbcStorage impatient = storage(Duration.ofSeconds(1));
        try (Connection connection = pool().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement("update " + table() + " set version = version where id = ?")) {
                lock.setString(1, secret);
                lock.executeUpdate();

                assertThatThrownBy(() -> impatient.writeIfUnchanged("1", document(secret, "2", secret)))
                        .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                                .isTrue())
                        .hasMessageStartingWith("The database failed to write: SQL state ")
                        .hasMessageNotContaining(secret);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        assertThat(storage.writeIfUnchanged("1", document(secret, "2", "later")))
                .as("a write once the row is free")
                .isTrue();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static Document document(String id, String version, String content) {
        return new Document(id, version, NOON, content.getBytes(StandardCharsets.UTF_8));
    }

    private String content(String id) {
        return new String(storage.read(id).orElseThrow().content(), StandardCharsets.UTF_8);
    }
}
