package io.github.dynamodbsession.example.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL for the tests of a class, and a pool of connections to it: the one that {@code -Dpostgresql.url} names, or
 * one that is started from what is installed. Where there is neither, the class is skipped, and says so.
 */
final class PostgresDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final String URL = "postgresql.url";

    /** In a database that is there already, tables of others are left alone. */
    private final String suffix =
            "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private final Set<String> tables = ConcurrentHashMap.newKeySet();
    private Optional<PostgresServer> server = Optional.empty();
    private HikariDataSource pool;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (pool != null) {
            return; // called once more for each nested class
        }
        String url = System.getProperty(URL);
        if (url == null) {
            server = PostgresServer.start();
            assumeTrue(
                    server.isPresent(),
                    "there is no PostgreSQL here: name one by -D" + URL
                            + "=jdbc:postgresql://HOST/DATABASE?user=USER, or install Debian's"
                            + " package postgresql");
            url = server.orElseThrow().url();
        }
        pool = Pools.of(url);
    }

    HikariDataSource pool() {
        return pool;
    }

    JdbcStorage storage(String table) {
        return new JdbcStorage(pool, table(table), Duration.ofSeconds(10));
    }

    /** The name by which a table is known there; it is dropped in the end. */
    String table(String name) {
        tables.add(name + suffix);
        return name + suffix;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        boolean isNested = context.getRequiredTestClass().getEnclosingClass() != null;
        if (isNested || pool == null) {
            return;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute("drop table if exists " + table);
            }
        } finally {
            pool.close();
            pool = null;
            if (server.isPresent()) {
                server.orElseThrow().stop();
            }
        }
    }
}
