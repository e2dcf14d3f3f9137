package io.github.dynamodbsession.example.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class H2StorageTest extends JdbcStorageTests {

    private static final HikariDataSource POOL = Pools.ofH2("storage");

    @AfterAll
    static void closePool() {
        POOL.close();
    }

    @Override
    DataSource pool() {
        return POOL;
    }

    @Override
    JdbcStorage storage(Duration queryTimeout) {
        return new JdbcStorage(POOL, table(), queryTimeout);
    }

    @Override
    String table() {
        return "sessions";
    }

    @Test
    void aNameThatCannotBeATableIsRefusedByTheOption() {
        for (String table : List.of("", "Sessions", "9", "a b", "a;drop table b", "x".repeat(42))) {
            assertThatThrownBy(() -> new JdbcStorage(POOL, table, Duration.ofSeconds(1)))
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageContaining("table must match");
        }
    }

    @Test
    void aTimeoutThatIsTooShortIsRefusedByTheOption() {
        assertThatThrownBy(() -> new JdbcStorage(POOL, "sessions", Duration.ofMillis(999)))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("queryTimeout must be at least 1 s");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAFailureThatARetryMayMend() {
        HikariDataSource closed = Pools.ofH2("closed");
        JdbcStorage storage = new JdbcStorage(closed, "sessions", Duration.ofSeconds(1));
        storage.init();
        closed.close();

        assertThatThrownBy(() -> storage.read("id")).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(storage::init)
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("table of the sessions");
    }

    @Test
    void closingAStorageLeavesThePoolToItsOwner() {
        storage(Duration.ofSeconds(1)).close();

        assertThat(POOL.isClosed()).isFalse();
    }
}
