package io.github.dynamodbsession.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.json.Json;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.KeyType;
import io.github.dynamodbsession.emulator.table.Projection;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.table.Throughput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How definitions of tables are written in the file: as JSON, whose members are those of the records. */
final class TableText {

    private TableText() {}

    static String of(TableDefinition table) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("id", table.id());
        json.put("created", table.created().toString());
        Map<String, Object> attributes = new LinkedHashMap<>();
        table.attributes().forEach((name, type) -> attributes.put(name, type.name()));
        json.put("attributes", attributes);
        json.put("key", key(table.key()));
        List<Object> indexes = new ArrayList<>();
        table.indexes().forEach(index -> indexes.add(index(index)));
        json.put("indexes", indexes);
        json.put("onDemand", table.onDemand());
        json.put("onDemandSince", text(table.onDemandSince()));
        json.put("throughput", throughput(table.throughput()));
        json.put("activeFrom", table.activeFrom().toString());
        json.put("timeToLive", table.timeToLive());
        json.put("streamView", table.streamView());
        json.put("streamLabel", table.streamLabel());
        json.put("deletionProtected", table.deletionProtected());
        json.put("tableClass", table.tableClass());
        return new String(Json.write(json), UTF_8);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static Map<String, @Nullable Object> key(KeySchema key) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("hash", key.hash());
        json.put("hashType", key.hashType().name());
        json.put("range", key.range());
        json.put("rangeType", key.rangeType() == null ? null : key.rangeType().name());
        return json;
    }

    private static Map<String, Object> index(IndexDefinition index) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", index.name());
        json.put("global", index.global());
        json.put("key", key(index.key()));
        json.put("projection", index.projection().type());
        json.put("others", index.projection().others());
        json.put("throughput", throughput(index.throughput()));
        json.put("activeFrom", index.activeFrom().toString());
        return json;
    }

    private static Map<String, @Nullable Object> throughput(Throughput throughput) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("read", throughput.read());
        json.put("write", throughput.write());
        json.put("lastIncrease", text(throughput.lastIncrease()));
        json.put("lastDecrease", text(throughput.lastDecrease()));
        json.put("decreasesToday", throughput.decreasesToday());
        return json;
    }

    static TableDefinition read(String text) {
        Members json = Members.of(text);
        Map<String, KeyType> attributes = new LinkedHashMap<>();
        Members types = json.members("attributes");
        types.names().forEach(name -> attributes.put(name, KeyType.valueOf(types.text(name))));
        return new TableDefinition(
                json.text("name"),
                json.text("id"),
                json.moment("created"),
                attributes,
                key(json.members("key")),
                json.list("indexes").stream().map(TableText::index).toList(),
                json.flag("onDemand"),
                json.optionalMoment("onDemandSince"),
                throughput(json.members("throughput")),
                json.moment("activeFrom"),
                json.optionalText("timeToLive"),
                json.optionalText("streamView"),
                json.optionalText("streamLabel"),
                json.flag("deletionProtected"),
                json.optionalText("tableClass"));
    }

    private static KeySchema key(Members json) {
        String rangeType = json.optionalText("rangeType");
        return new KeySchema(
                json.text("hash"),
                KeyType.valueOf(json.text("hashType")),
                json.optionalText("range"),
                rangeType == null ? null : KeyType.valueOf(rangeType));
    }

    private static IndexDefinition index(Members json) {
        return new IndexDefinition(
                json.text("name"),
                json.flag("global"),
                key(json.members("key")),
                new Projection(json.text("projection"), json.texts("others")),
                throughput(json.members("throughput")),
                json.moment("activeFrom"));
    }

    private static Throughput throughput(Members json) {
        return new Throughput(
                json.whole("read"),
                json.whole("write"),
                json.optionalMoment("lastIncrease"),
                json.optionalMoment("lastDecrease"),
                (int) json.whole("decreasesToday"));
    }
}
