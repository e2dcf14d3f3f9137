package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.expression.Condition;
import io.github.dynamodbsession.emulator.expression.ExpressionKind;
import io.github.dynamodbsession.emulator.expression.ExpressionParameters;
import io.github.dynamodbsession.emulator.expression.KeyCondition;
import io.github.dynamodbsession.emulator.expression.KeyConditionExpression;
import io.github.dynamodbsession.emulator.expression.KeyConditions;
import io.github.dynamodbsession.emulator.expression.Placeholders;
import io.github.dynamodbsession.emulator.expression.Projection;
import io.github.dynamodbsession.emulator.expression.QueriedKey;
import io.github.dynamodbsession.emulator.expression.RangeCondition;
import io.github.dynamodbsession.emulator.operation.Source.Found;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Consumption;
import io.github.dynamodbsession.emulator.table.Database;
import io.github.dynamodbsession.emulator.table.Index.Place;
import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.Table;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query. */
final class Query implements Operation {

    private final Database database;
    private final Metering metering;

    Query(Database database, Metering metering) {
        this.database = database;
        this.metering = metering;
    }

    /** A request that was read. */
    private record Asked(
            Request request,
            KeyConditions keys,
            @Nullable Condition filter,
            Selection selection,
            Map<String, AttributeValue> start) {}

    @Override
    public Map<String, Object> answer(Request request) {
        Asked asked = read(request);
        return database.locked(() -> {
            Table table = Tables.usable(database, request.required("TableName"));
            Source source = Source.of(table, request.text("IndexName"), database.now());
            boolean consistent = request.flag("ConsistentRead");
            if (consistent && source.isGlobalIndex()) {
                throw ApiException.validation("Consistent reads are not supported on global secondary indexes");
            }
            StartKey.requireOwn(source, asked.start());
            KeyCondition key = asked.keys().forKey(queried(source.key()));
            StartKey.requireTables(source, asked.start());
            requireFilter(asked, source);
            asked.selection().require(source);
            Place start = start(asked.start(), source, key);
            ItemKey partition = ItemKey.of(key.value(), null);
            metering.require(table.definition(), partition, false);
            PageReader page =
                    new PageReader(source, asked.selection(), asked.filter(), request.whole("Limit"), consistent);
            read(source.partition(key.value()), key.range(), start, forward(request), page);
            Consumption consumption = Consumption.plain();
            page.count(consumption);
            metering.take(table.definition(), partition, false, consumption.total(table.definition()));
            Map<String, Object> told = page.told();
            Map<String, Object> consumed = consumption.toldOfOne(request.text("ReturnConsumedCapacity"));
            if (consumed != null) {
                told.put("ConsumedCapacity", consumed);
            }
            return told;
        });
    }

    private static QueriedKey queried(KeySchema key) {
        QueriedKey.Key hash = new QueriedKey.Key(key.hash(), key.hashType().name());
        return key.range() == null || key.rangeType() == null
                ? new QueriedKey(hash, null)
                : new QueriedKey(
                        hash, new QueriedKey.Key(key.range(), key.rangeType().name()));
    }

    private static boolean forward(Request request) {
        Boolean forward = request.optionalFlag("ScanIndexForward");
        return forward == null || forward;
    }

    private static Asked read(Request request) {
        ExpressionParameters.QUERY.check(request.members());
        Condition older = Expressions.filter(request, "QueryFilter");
        Projection attributes = Expressions.attributesToGet(request);
        Map<String, AttributeValue> start = request.attributes("ExclusiveStartKey");
        String expression = request.text(ExpressionKind.KEY_CONDITION.parameter());
        if (expression == null && !request.has("KeyConditions")) {
            throw ApiException.validation(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        Placeholders placeholders = Expressions.placeholders(request);
        KeyConditions keys = expression == null
                ? KeyConditions.of(Expressions.conditions(request, "KeyConditions"))
                : KeyConditionExpression.parse(expression).bind(placeholders);
        Condition filter = Expressions.condition(request, ExpressionKind.FILTER, placeholders);
        Projection projection = Expressions.projection(request, placeholders);
        placeholders.requireAllUsed();
        return new Asked(
                request,
                keys,
                filter == null ? older : filter,
                Selection.of(request, projection == null ? attributes : projection),
                start);
    }

    private static void requireFilter(Asked asked, Source source) {
        Condition filter = asked.filter();
        if (filter == null) {
            return;
        }
        for (String name : filter.attributes()) {
            if (source.key().has(name)) {
                throw ApiException.validation((asked.request().has("QueryFilter") ? "QueryFilter" : "Filter Expression")
                        + " can only contain non-primary key attributes: Primary key attribute: " + name);
            }
        }
        ScalarKeys.require(source.table().definition(), filter.nestedAttributes());
    }

    private static @Nullable Place start(Map<String, AttributeValue> start, Source source, KeyCondition key) {
        if (start.isEmpty()) {
            return null;
        }
        RangeCondition range = key.range();
        Place place = source.placeOf(start);
        AttributeValue sort = place.key().sort();
        boolean samePartition = key.value().equals(place.key().partition());
        if (range == null && !samePartition) {
            throw ApiException.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        if (range != null && sort != null && !range.holds(sort)) {
            throw ApiException.validation("The provided starting key does not match the range key predicate");
        }
        if (!samePartition) {
            throw ApiException.validation("The query can return at most one row and cannot be restarted");
        }
        return place;
    }

    private static void read(
            List<Found> partition,
            @Nullable RangeCondition range,
            @Nullable Place start,
            boolean forward,
            PageReader page) {
        if (!forward) {
            Collections.reverse(partition);
        }
        for (Found found : partition) {
            AttributeValue sort = found.place().key().sort();
            boolean passed = start == null
                    || (forward
                            ? found.place().compareTo(start) > 0
                            : found.place().compareTo(start) < 0);
            boolean wanted = range == null || (sort != null && range.holds(sort));
            if (passed && wanted && !page.take(found)) {
                return;
            }
        }
    }
}
