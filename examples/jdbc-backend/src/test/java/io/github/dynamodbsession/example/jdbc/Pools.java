package io.github.dynamodbsession.example.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Connection pools for tests. */
final class Pools {

    /** As many as the contract uses at once. */
    private static final int CONNECTIONS = Integer.getInteger("jdbc.connections", 16);

    private static final long TIMEOUT_MILLIS = 10_000;

    /** Kept in a field, because the JDK only holds loggers weakly, and the level would be lost. */
    private static final Logger HIKARI = Logger.getLogger("com.zaxxer.hikari");

    private Pools() {}

    static HikariDataSource of(String url) {
        HIKARI.setLevel(Level.WARNING);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        return new HikariDataSource(config);
    }

    /** A pool for a new database in this JVM, which is dropped with its last connection. */
    static HikariDataSource ofH2(String name) {
        return of("jdbc:h2:mem:" + name);
    }
}
