package io.github.dynamodbsession.example.jdbc;

import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Skipped where no PostgreSQL is. */
class PostgresStorageTest extends JdbcStorageTests {

    @RegisterExtension
    private static final PostgresDatabase DATABASE = new PostgresDatabase();

    @Override
    DataSource pool() {
        return DATABASE.pool();
    }

    @Override
    JdbcStorage storage(Duration queryTimeout) {
        return new JdbcStorage(DATABASE.pool(), table(), queryTimeout);
    }

    @Override
    String table() {
        return DATABASE.table("sessions");
    }
}
