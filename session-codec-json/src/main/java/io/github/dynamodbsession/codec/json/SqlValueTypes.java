package io.github.dynamodbsession.codec.json;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The times of {@code java.sql}, a module of the JDK that may be left out of a runtime. */
final class SqlValueTypes {

    private SqlValueTypes() {}

    static List<ValueType<?>> ifThere() {
        return ModuleLayer.boot().findModule("java.sql").isPresent() ? Types.ALL : List.of();
    }

    /** Not loaded before it is asked for. */
    private static final class Types {

        static final List<ValueType<?>> ALL = List.of(
                new ValueType<>(
                        "sql.Timestamp",
                        Timestamp.class,
                        ValueType.Form.TEXT,
                        value -> value.toInstant().toString(),
                        text -> Timestamp.from(Instant.parse(text))),
                new ValueType<>(
                        "sql.Date",
                        Date.class,
                        ValueType.Form.TEXT,
                        value -> Instant.ofEpochMilli(value.getTime()).toString(),
                        text -> new Date(Instant.parse(text).toEpochMilli())),
                new ValueType<>(
                        "sql.Time",
                        Time.class,
                        ValueType.Form.TEXT,
                        value -> Instant.ofEpochMilli(value.getTime()).toString(),
                        text -> new Time(Instant.parse(text).toEpochMilli())));
    }
}
