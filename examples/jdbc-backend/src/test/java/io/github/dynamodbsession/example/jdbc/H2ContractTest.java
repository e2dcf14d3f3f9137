package io.github.dynamodbsession.example.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

class H2ContractTest extends StorageClientContract {

    private static final HikariDataSource POOL = pool();

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:contract");
        return new HikariDataSource(config);
    }

    @Override
    protected StorageClient newClient() {
        return DocumentStorageClient.of(new JdbcStorage(POOL, "sessions", Duration.ofSeconds(10)));
    }

    @Override
    protected Optional<StorageClient> newClientOfAnotherNamespace() {
        return Optional.of(DocumentStorageClient.of(new JdbcStorage(POOL, "others", Duration.ofSeconds(10))));
    }

    @AfterAll
    static void closePool() {
        POOL.close();
    }
}
