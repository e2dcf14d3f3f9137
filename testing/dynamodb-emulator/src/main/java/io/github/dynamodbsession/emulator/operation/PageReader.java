package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.expression.Condition;
import io.github.dynamodbsession.emulator.operation.Source.Found;
import io.github.dynamodbsession.emulator.table.Capacity;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one page of a query or scan: at most so many items, and at most 1 MB of what was looked at. For one request. */
final class PageReader {

    private static final int MAX_BYTES = 1024 * 1024;

    private final Source source;
    private final Selection selection;
    private final @Nullable Condition filter;
    private final long limit;
    private final boolean consistent;
    private final boolean wholeItems;
    private final List<Map<String, AttributeValue>> items = new ArrayList<>();
    private long looked;
    private long kept;
    private long bytes;
    private double fetched;
    private @Nullable Item last;

    PageReader(
            Source source, Selection selection, @Nullable Condition filter, @Nullable Long limit, boolean consistent) {
        this.source = source;
        this.selection = selection;
        this.filter = filter;
        this.limit = limit == null ? Long.MAX_VALUE : limit;
        this.consistent = consistent;
        this.wholeItems = selection.needsWholeItems(source);
    }

    /** Looks at one more item; false when the page is full. */
    boolean take(Found found) {
        Map<String, AttributeValue> shown = source.shown(found.item());
        bytes += shown.size() == found.item().attributes().size() ? found.item().size() : ItemSize.of(shown);
        looked++;
        if (wholeItems) {
            shown = found.item().attributes();
            fetched += Capacity.read(found.item().size(), consistent);
        }
        if (filter == null || filter.holds(shown)) {
            kept++;
            if (!selection.isCount()) {
                items.add(
                        selection.projection() == null
                                ? shown
                                : selection.projection().of(shown));
            }
        }
        if (looked >= limit || bytes >= MAX_BYTES) {
            last = found.item();
            return false;
        }
        return true;
    }

    /** Counts what was read. */
    void count(Consumption consumption) {
        TableDefinition table = source.table().definition();
        double units = Capacity.read(bytes, consistent);
        IndexDefinition index = source.index();
        if (index == null) {
            consumption.add(table, units);
        } else {
            consumption.add(table, fetched);
            consumption.add(table, index, units);
        }
    }

    /** What is told of the page. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        if (!selection.isCount()) {
            told.put("Items", items);
        }
        told.put("Count", kept);
        told.put("ScannedCount", looked);
        if (last != null) {
            told.put("LastEvaluatedKey", source.keyOf(last));
        }
        return told;
    }
}
