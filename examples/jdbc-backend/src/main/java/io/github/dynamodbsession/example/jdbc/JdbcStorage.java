package io.github.dynamodbsession.example.jdbc;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.DocumentStorage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions as rows of a table: one row per session, which is replaced as a whole if it still has the version
 * that was read. For H2 and PostgreSQL; {@link #init} creates the table.
 *
 * <p>Safe for use by any number of threads and nodes. An operation takes one connection from the pool, and returns it
 * before it returns or makes a callback.
 */
public final class JdbcStorage implements DocumentStorage {

    private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    /** The page size for reading expired sessions. */
    private static final int PAGE = 100;

    /** Nodes that create the table concurrently may each fail once. */
    private static final int ATTEMPTS_AT_TABLE = 3;

    private final Database database;
    private final Statements statements;

    /**
     * Creates a storage for a table.
     *
     * @param pool the connection pool, such as a HikariCP pool; closed by the caller
     * @param table the name of the table: lower-case letters, digits and {@code _}, a letter first; must be unique per
     *     application
     * @param queryTimeout the timeout of one statement, in whole seconds, at least one
     * @throws SessionConfigurationException if {@code table} or {@code queryTimeout} is invalid
     */
    public JdbcStorage(DataSource pool, String table, Duration queryTimeout) {
        if (!TABLE.matcher(table).matches()) {
            throw new SessionConfigurationException(
                    "table must match " + TABLE.pattern() + ", not '" + table + "'", null);
        }
        if (queryTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new SessionConfigurationException("queryTimeout must be at least 1 s, not " + queryTimeout, null);
        }
        this.database = new Database(Objects.requireNonNull(pool, "pool"), queryTimeout);
        this.statements = Statements.of(table);
    }

    @Override
    public void init() {
        for (int attempt = 1; ; attempt++) {
            try {
                database.execute(statements.createTable());
                database.execute(statements.createIndex());
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS_AT_TABLE) {
                    throw new SessionConfigurationException(
                            "Cannot create the table of the sessions: SQL state " + e.getSQLState(), e);
                }
            }
        }
    }

    @Override
    public Optional<Document> read(String id) {
        return database.call("read", connection -> {
            try (PreparedStatement select = database.prepare(connection, statements.select())) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(document(row)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
        return database.callUnlessDisturbed(
                "write",
                connection ->
                        expectedVersion == null ? insert(connection, next) : update(connection, expectedVersion, next));
    }

    @Override
    public boolean removeIfUnchanged(String id, String expectedVersion) {
        return database.callUnlessDisturbed("remove", connection -> {
            try (PreparedStatement delete = database.prepare(connection, statements.delete())) {
                delete.setString(1, id);
                delete.setString(2, expectedVersion);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** The row under the old id remains, as the document that points to the new id. */
    @Override
    public boolean moveIfUnchanged(String expectedVersion, Document left, Document next) {
        return database.callUnlessDisturbed(
                "move",
                connection -> database.asOne(
                        connection, () -> update(connection, expectedVersion, left) && insert(connection, next)));
    }

    /** In pages, so that no connection is held during a callback, which may need one itself. */
    @Override
    public void forEachExpired(Instant before, Consumer<Document> expired) {
        String after = "";
        List<Document> page;
        do {
            page = expiredAt(before, after);
            for (Document document : page) {
                expired.accept(document);
                after = document.id();
            }
        } while (page.size() == PAGE);
    }

    private List<Document> expiredAt(Instant before, String after) {
        return database.call("list the expired", connection -> {
            try (PreparedStatement select = database.prepare(connection, statements.selectExpired())) {
                select.setLong(1, before.toEpochMilli());
                select.setString(2, after);
                select.setInt(3, PAGE);
                List<Document> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(document(rows));
                    }
                }
                return found;
            }
        });
    }

    /** The pool is closed by the caller. */
    @Override
    public void close() {}

    private boolean insert(Connection connection, Document next) throws SQLException {
        try (PreparedStatement insert = database.prepare(connection, statements.insert())) {
            insert.setString(1, next.id());
            setContent(insert, 2, next);
            return insert.executeUpdate() == 1;
        }
    }

    private boolean update(Connection connection, String expectedVersion, Document next) throws SQLException {
        try (PreparedStatement update = database.prepare(connection, statements.update())) {
            setContent(update, 1, next);
            update.setString(4, next.id());
            update.setString(5, expectedVersion);
            return update.executeUpdate() == 1;
        }
    }

    private static void setContent(PreparedStatement statement, int first, Document next) throws SQLException {
        Instant expiresAt = next.expiresAt();
        statement.setString(first, next.version());
        if (expiresAt == null) {
            statement.setNull(first + 1, Types.BIGINT);
        } else {
            statement.setLong(first + 1, expiresAt.toEpochMilli());
        }
        statement.setBytes(first + 2, next.content());
    }

    private static Document document(ResultSet row) throws SQLException {
        long expiresAt = row.getLong("expires_at");
        boolean neverExpires = row.wasNull();
        return new Document(
                row.getString("id"),
                row.getString("version"),
                neverExpires ? null : Instant.ofEpochMilli(expiresAt),
                row.getBytes("content"));
    }
}
