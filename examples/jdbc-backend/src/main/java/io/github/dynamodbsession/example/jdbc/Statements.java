package io.github.dynamodbsession.example.jdbc;

/** The SQL of a {@link JdbcStorage}, for one table. */
record Statements(
        String createTable,
        String createIndex,
        String select,
        String selectExpired,
        String insert,
        String update,
        String delete) {

    /** An id has up to 256 characters, and is case-sensitive. */
    static Statements of(String table) {
        return new Statements(
                "create table if not exists " + table
                        + " (id varchar(256) primary key, version varchar(64) not null, expires_at bigint,"
                        + " content bytea not null)",
                "create index if not exists " + table + "_expires_at on " + table + " (expires_at)",
                "select id, version, expires_at, content from " + table + " where id = ?",
                "select id, version, expires_at, content from " + table
                        + " where expires_at <= ? and id > ? order by id limit ?",
                "insert into " + table + " (id, version, expires_at, content) values (?, ?, ?, ?)",
                "update " + table + " set version = ?, expires_at = ?, content = ? where id = ? and version = ?",
                "delete from " + table + " where id = ? and version = ?");
    }
}
