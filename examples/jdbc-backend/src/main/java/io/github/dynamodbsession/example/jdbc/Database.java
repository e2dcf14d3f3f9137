package io.github.dynamodbsession.example.jdbc;

import io.github.dynamodbsession.core.error.SessionStorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Runs statements on connections of a pool, and translates each {@link SQLException}. */
final class Database {

    /** Classes of SQL states (SQL:2016, 24.1) after which a retry may succeed. */
    private static final String CONNECTION_FAILED = "08";

    private static final String TRANSACTION_ROLLED_BACK = "40";

    /** Not in the standard: PostgreSQL's "insufficient resources" and "operator intervention". */
    private static final String INSUFFICIENT_RESOURCES = "53";

    private static final String OPERATOR_INTERVENTION = "57";

    private static final String DUPLICATE_KEY = "23505";

    private final DataSource pool;
    private final int queryTimeoutSeconds;

    Database(DataSource pool, Duration queryTimeout) {
        this.pool = pool;
        this.queryTimeoutSeconds = Math.toIntExact(queryTimeout.toSeconds());
    }

    /** An action with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Several statements in one transaction. */
    @FunctionalInterface
    interface Transaction {
        boolean run() throws SQLException;
    }

    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(queryTimeoutSeconds);
        return statement;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(queryTimeoutSeconds);
            statement.execute(sql);
        }
    }

    <T> T call(String what, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /**
     * A conditional write. A duplicate key, or a transaction that the database rolled back in favour of another one, is
     * not a failure: nothing was written, as if the condition had not held, and the caller reads again.
     */
    boolean callUnlessDisturbed(String what, Work<Boolean> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            if (DUPLICATE_KEY.equals(e.getSQLState()) || isOfClass(TRANSACTION_ROLLED_BACK, e)) {
                return false;
            }
            throw failure(what, e);
        }
    }

    /** Commits if the action returns true, and rolls back otherwise. */
    boolean asOne(Connection connection, Transaction transaction) throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean done = transaction.run();
            if (done) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            return done;
        } catch (SQLException e) {
            takeBack(connection, e);
            throw e;
        }
    }

    private static void takeBack(Connection connection, SQLException failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * A driver's message may quote a key or a value, so our message contains only the SQL state. The driver's exception
     * is the cause.
     */
    private static SessionStorageException failure(String what, SQLException e) {
        boolean isRetryable = e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || isOfClass(CONNECTION_FAILED, e)
                || isOfClass(TRANSACTION_ROLLED_BACK, e)
                || isOfClass(INSUFFICIENT_RESOURCES, e)
                || isOfClass(OPERATOR_INTERVENTION, e);
        return new SessionStorageException(
                "The database failed to " + what + ": SQL state " + e.getSQLState(), isRetryable, e);
    }

    private static boolean isOfClass(String stateClass, SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith(stateClass);
    }
}
