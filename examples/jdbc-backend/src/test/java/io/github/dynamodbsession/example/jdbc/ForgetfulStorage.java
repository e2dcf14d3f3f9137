package io.github.dynamodbsession.example.jdbc;

import io.github.dynamodbsession.core.storage.Document;
import io.github.dynamodbsession.core.storage.DocumentStorage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A {@link JdbcStorage} in whose {@code update} the words {@code and version = ?} were forgotten. */
final class ForgetfulStorage implements DocumentStorage {

    private final DataSource pool;
    private final JdbcStorage storage;

    ForgetfulStorage(DataSource pool) {
        this.pool = pool;
        this.storage = new JdbcStorage(pool, "sessions", Duration.ofSeconds(10));
    }

    @Override
    public boolean writeIfUnchanged(@Nullable String expectedVersion, Document next) {
        if (expectedVersion == null) {
            return storage.writeIfUnchanged(null, next);
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update sessions set version = ?, expires_at = ?, content = ? where id = ?")) {
            Instant expiresAt = next.expiresAt();
            update.setString(1, next.version());
            update.setObject(2, expiresAt == null ? null : expiresAt.toEpochMilli());
            update.setBytes(3, next.content());
            update.setString(4, next.id());
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void init() {
        storage.init();
    }

    @Override
    public Optional<Document> read(String id) {
        return storage.read(id);
    }

    @Override
    public boolean removeIfUnchanged(String id, String expectedVersion) {
        return storage.removeIfUnchanged(id, expectedVersion);
    }

    @Override
    public boolean moveIfUnchanged(String expectedVersion, Document left, Document next) {
        return storage.moveIfUnchanged(expectedVersion, left, next);
    }

    @Override
    public void forEachExpired(Instant before, Consumer<Document> expired) {
        storage.forEachExpired(before, expired);
    }

    @Override
    public void close() {
        storage.close();
    }
}
