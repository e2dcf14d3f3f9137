package io.github.dynamodbsession.codec.json;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The date and time types of {@code java.sql}, a JDK module that may be missing from a runtime image. */
final class SqlValueTypes {

    private SqlValueTypes() {}

    static List<ValueType<?>> ifThere() {
        return ModuleLayer.boot().findModule("java.sql").isPresent() ? Types.ALL : List.of();
    }

    /** Loaded only if the module is present. */
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
