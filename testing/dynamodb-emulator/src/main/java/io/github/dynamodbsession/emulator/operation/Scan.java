package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.expression.Condition;
import io.github.dynamodbsession.emulator.expression.ExpressionKind;
import io.github.dynamodbsession.emulator.expression.ExpressionParameters;
import io.github.dynamodbsession.emulator.expression.Placeholders;
import io.github.dynamodbsession.emulator.expression.Projection;
import io.github.dynamodbsession.emulator.operation.Source.Found;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Index.Place;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scan. */
final class Scan implements Operation {

    private final Database database;
    private final Metering metering;

    Scan(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
    }

    @Override
    public Map<String, Object> answer(Request request) {
        ExpressionParameters.SCAN.check(request.members());
        Projection attributes = Expressions.attributesToGet(request);
        Condition older = Expressions.filter(request, "ScanFilter");
        Map<String, AttributeValue> start = request.attributes("ExclusiveStartKey");
        int total = segments(request);
        int segment = total == 1 ? 0 : (int) request.requiredWhole("Segment");
        Placeholders placeholders = Expressions.placeholders(request);
        Condition expression = Expressions.condition(request, ExpressionKind.FILTER, placeholders);
        Projection projection = Expressions.projection(request, placeholders);
        placeholders.requireAllUsed();
        Condition filter = expression == null ? older : expression;
        Selection selection = Selection.of(request, projection == null ? attributes : projection);
        boolean consistent = request.flag("ConsistentRead");
        return database.locked(() -> {
            Table table = Tables.usable(database, request.required("TableName"));
            Source source = Source.of(table, request.text("IndexName"), database.now());
            if (consistent && source.isGlobalIndex()) {
                throw ApiException.validation("Consistent reads are not supported on global secondary indexes");
            }
            Place from = start(start, source, segment, total);
            selection.require(source);
            if (filter != null) {
                ScalarKeys.require(table.definition(), filter.nestedAttributes());
            }
            metering.require(table.definition(), null, false);
            PageReader page = new PageReader(source, selection, filter, request.whole("Limit"), consistent);
            for (Found found : source.all()) {
                boolean wanted = found.place().key().segment(total) == segment
                        && (from == null || found.place().compareTo(from) > 0);
                if (wanted && !page.take(found)) {
                    break;
                }
            }
            Consumption consumption = Consumption.plain();
            page.count(consumption);
            metering.take(table.definition(), null, false, consumption.total(table.definition()));
            Map<String, Object> told = page.told();
            Map<String, Object> consumed = consumption.toldOfOne(request.text("ReturnConsumedCapacity"));
            if (consumed != null) {
                told.put("ConsumedCapacity", consumed);
            }
            return told;
        });
    }

    private static int segments(Request request) {
        Long segment = request.whole("Segment");
        Long total = request.whole("TotalSegments");
        if (segment != null && total == null) {
            throw ApiException.validation(
                    "The TotalSegments parameter is required but was not present in the request when Segment parameter is present");
        }
        if (segment == null && total != null) {
            throw ApiException.validation(
                    "The Segment parameter is required but was not present in the request when parameter TotalSegments is present");
        }
        if (segment == null || total == null) {
            return 1;
        }
        if (segment >= total) {
            throw ApiException.validation(
                    "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: "
                            + segment + " is not less than TotalSegments: " + total);
        }
        return total.intValue();
    }

    private static @Nullable Place start(Map<String, AttributeValue> start, Source source, int segment, int total) {
        if (start.isEmpty()) {
            return null;
        }
        if (source.index() != null) {
            StartKey.requireOwn(source, start);
        }
        StartKey.requireTables(source, start);
        Place place = source.placeOf(start);
        if (place.key().segment(total) != segment) {
            throw ApiException.validation(StartKey.INVALID
                    + ": Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: "
                    + total + " Segment: " + segment);
        }
        return place;
    }
}
