package io.github.dynamodbsession.dynamo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Operations;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import io.github.dynamodbsession.dynamo.call.Transport;
import io.github.dynamodbsession.dynamo.call.Value;
import io.github.dynamodbsession.emulator.PlainCaller;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls of DynamoDB in its own JSON over HTTP, without an SDK. Safe for use by any number of threads. */
final class JsonTransport implements Transport, Operations<Reply> {

    private static final int OK = 200;

    private final PlainCaller caller;

    JsonTransport(URI endpoint) {
        this.caller = new PlainCaller(endpoint);
    }

    @Override
    public Reply call(Request request, Round round) {
        return make(request);
    }

    @Override
    public Reply getItem(Request.GetItem request) {
        JsonObject json = table(request);
        json.add("Key", item(request.key()));
        json.addProperty("ConsistentRead", request.consistent());
        return send(request, json, answer -> new Answer.Item(item(answer.get("Item"))));
    }

    @Override
    public Reply batchGetItem(Request.BatchGetItem request) {
        JsonArray keys = new JsonArray();
        request.keys().forEach(key -> keys.add(item(key)));
        JsonObject ofTable = new JsonObject();
        ofTable.add("Keys", keys);
        ofTable.addProperty("ConsistentRead", request.consistent());
        JsonObject items = new JsonObject();
        items.add(request.table(), ofTable);
        JsonObject json = new JsonObject();
        json.add("RequestItems", items);
        return send(request, json, answer -> {
            JsonObject unprocessed = answer.getAsJsonObject("UnprocessedKeys").getAsJsonObject(request.table());
            return new Answer.Items(
                    items(answer.getAsJsonObject("Responses").getAsJsonArray(request.table())),
                    unprocessed == null ? List.of() : items(unprocessed.getAsJsonArray("Keys")));
        });
    }

    private static List<Map<String, Value>> items(@Nullable JsonArray json) {
        List<Map<String, Value>> items = new ArrayList<>();
        if (json != null) {
            json.forEach(each -> items.add(Objects.requireNonNull(item(each))));
        }
        return items;
    }

    @Override
    public Reply putItem(Request.PutItem request) {
        return send(request, put(request), "ALL_OLD");
    }

    @Override
    public Reply updateItem(Request.UpdateItem request) {
        JsonObject json = table(request);
        json.add("Key", item(request.key()));
        expression(json, request.expression(), "ConditionExpression");
        json.addProperty("UpdateExpression", request.expression().update());
        return send(request, json, "NONE");
    }

    @Override
    public Reply deleteItem(Request.DeleteItem request) {
        return send(request, delete(request), "ALL_OLD");
    }

    @Override
    public Reply transactWriteItems(Request.TransactWriteItems request) {
        JsonArray writes = new JsonArray();
        for (Request.Write write : request.writes()) {
            JsonObject json = new JsonObject();
            if (write instanceof Request.PutItem put) {
                json.add("Put", put(put));
            } else {
                json.add("Delete", delete((Request.DeleteItem) write));
            }
            json.asMap().values().forEach(each -> each.getAsJsonObject()
                    .addProperty("ReturnValuesOnConditionCheckFailure", "ALL_OLD"));
            writes.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("TransactItems", writes);
        json.addProperty("ClientRequestToken", request.clientRequestToken());
        return send(request, json, answer -> new Answer.Done());
    }

    @Override
    public Reply scan(Request.Scan request) {
        JsonObject json = table(request);
        expression(json, request.expression(), "FilterExpression");
        Request.Part part = request.part();
        json.addProperty("ConsistentRead", request.consistent());
        json.addProperty("Segment", part.segment());
        json.addProperty("TotalSegments", part.segments());
        return send(request, page(json, part.limit(), part.startKey()), JsonTransport::page);
    }

    @Override
    public Reply query(Request.Query request) {
        JsonObject json = table(request);
        json.addProperty("IndexName", request.index());
        expression(json, request.expression(), "KeyConditionExpression");
        return send(request, page(json, request.limit(), request.startKey()), JsonTransport::page);
    }

    @Override
    public Reply describeTable(Request.DescribeTable request) {
        return send(request, table(request), answer -> table(answer.getAsJsonObject("Table")));
    }

    @Override
    public Reply createTable(Request.CreateTable request) {
        JsonObject json = table(request);
        JsonArray indexes = new JsonArray();
        request.indexes().forEach(index -> indexes.add(index(index)));
        if (!indexes.isEmpty()) {
            json.add("GlobalSecondaryIndexes", indexes);
        }
        json.add("KeySchema", key(request.keyAttribute(), null));
        List<String> attributes = new ArrayList<>(List.of(request.keyAttribute()));
        request.indexes().forEach(index -> attributes.add(index.hashAttribute()));
        json.add("AttributeDefinitions", definitions(attributes));
        json.addProperty("BillingMode", "PAY_PER_REQUEST");
        return send(request, json, answer -> new Answer.Done());
    }

    @Override
    public Reply updateTable(Request.UpdateTable request) {
        JsonObject create = new JsonObject();
        create.add("Create", index(request.index()));
        JsonArray updates = new JsonArray();
        updates.add(create);
        JsonObject json = table(request);
        json.add("GlobalSecondaryIndexUpdates", updates);
        json.add(
                "AttributeDefinitions",
                definitions(
                        List.of(request.index().hashAttribute(), request.index().rangeAttribute())));
        return send(request, json, answer -> new Answer.Done());
    }

    @Override
    public Reply describeTimeToLive(Request.DescribeTimeToLive request) {
        return send(request, table(request), answer -> {
            JsonObject description = answer.getAsJsonObject("TimeToLiveDescription");
            return new Answer.TimeToLive(text(description, "TimeToLiveStatus"), text(description, "AttributeName"));
        });
    }

    @Override
    public Reply updateTimeToLive(Request.UpdateTimeToLive request) {
        JsonObject specification = new JsonObject();
        specification.addProperty("AttributeName", request.attribute());
        specification.addProperty("Enabled", true);
        JsonObject json = table(request);
        json.add("TimeToLiveSpecification", specification);
        return send(request, json, answer -> new Answer.Done());
    }

    private Reply send(Request request, JsonObject json, String returnValues) {
        json.addProperty("ReturnValues", returnValues);
        json.addProperty("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
        return send(request, json, answer -> new Answer.Item(item(answer.get("Attributes"))));
    }

    private Reply send(Request request, JsonObject json, Function<JsonObject, Answer> reading) {
        HttpResponse<String> response = caller.call(request.operation(), json.toString());
        JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
        return Reply.of(
                response.statusCode() == OK
                        ? reading.apply(answer)
                        : new Answer.Failed(failure(response.statusCode(), answer)));
    }

    private static Failure failure(int status, JsonObject answer) {
        String type = answer.get("__type").getAsString();
        List<Failure.Reason> reasons = new ArrayList<>();
        if (answer.get("CancellationReasons") instanceof JsonArray array) {
            array.forEach(each -> {
                JsonObject reason = each.getAsJsonObject();
                reasons.add(Failure.Reason.of(text(reason, "Code"), text(reason, "Message"), item(reason.get("Item"))));
            });
        }
        String message = text(answer, "message");
        return Failure.ofService(
                type.substring(type.indexOf('#') + 1),
                null,
                status,
                message == null ? text(answer, "Message") : message,
                item(answer.get("Item")),
                reasons,
                1,
                new IllegalStateException("HTTP " + status));
    }

    private static JsonObject table(Request request) {
        JsonObject json = new JsonObject();
        json.addProperty("TableName", request.table());
        return json;
    }

    private static JsonObject put(Request.PutItem request) {
        JsonObject json = table(request);
        json.add("Item", item(request.item()));
        expression(json, request.expression(), "ConditionExpression");
        return json;
    }

    private static JsonObject delete(Request.DeleteItem request) {
        JsonObject json = table(request);
        json.add("Key", item(request.key()));
        expression(json, request.expression(), "ConditionExpression");
        return json;
    }

    private static void expression(JsonObject json, Expression expression, String condition) {
        json.addProperty(condition, expression.condition());
        if (!expression.projection().isEmpty()) {
            json.addProperty("ProjectionExpression", expression.projection());
        }
        JsonObject names = new JsonObject();
        expression.names().forEach(names::addProperty);
        json.add("ExpressionAttributeNames", names);
        if (!expression.values().isEmpty()) {
            json.add("ExpressionAttributeValues", item(expression.values()));
        }
    }

    private static JsonObject page(JsonObject json, @Nullable Integer limit, @Nullable Map<String, Value> startKey) {
        if (limit != null) {
            json.addProperty("Limit", limit);
        }
        if (startKey != null) {
            json.add("ExclusiveStartKey", item(startKey));
        }
        return json;
    }

    private static Answer page(JsonObject answer) {
        List<Map<String, Value>> items = new ArrayList<>();
        answer.getAsJsonArray("Items").forEach(each -> items.add(item(each)));
        return new Answer.Page(
                items,
                item(answer.get("LastEvaluatedKey")),
                answer.get("ScannedCount").getAsInt(),
                0);
    }

    private static JsonObject index(Request.Index index) {
        JsonObject projection = new JsonObject();
        projection.addProperty("ProjectionType", "KEYS_ONLY");
        JsonObject json = new JsonObject();
        json.addProperty("IndexName", index.name());
        json.add("KeySchema", key(index.hashAttribute(), index.rangeAttribute()));
        json.add("Projection", projection);
        return json;
    }

    private static JsonArray key(String hash, @Nullable String range) {
        JsonArray schema = new JsonArray();
        schema.add(keyElement(hash, "HASH"));
        if (range != null) {
            schema.add(keyElement(range, "RANGE"));
        }
        return schema;
    }

    private static JsonObject keyElement(String attribute, String type) {
        JsonObject json = new JsonObject();
        json.addProperty("AttributeName", attribute);
        json.addProperty("KeyType", type);
        return json;
    }

    private static JsonArray definitions(List<String> attributes) {
        JsonArray definitions = new JsonArray();
        for (String attribute : attributes) {
            JsonObject json = new JsonObject();
            json.addProperty("AttributeName", attribute);
            json.addProperty("AttributeType", "S");
            definitions.add(json);
        }
        return definitions;
    }

    private static Answer table(JsonObject table) {
        Map<String, String> types = new HashMap<>();
        table.getAsJsonArray("AttributeDefinitions")
                .forEach(each -> types.put(
                        text(each.getAsJsonObject(), "AttributeName"), text(each.getAsJsonObject(), "AttributeType")));
        List<Answer.TableIndex> indexes = new ArrayList<>();
        if (table.get("GlobalSecondaryIndexes") instanceof JsonArray array) {
            array.forEach(each -> indexes.add(new Answer.TableIndex(
                    text(each.getAsJsonObject(), "IndexName"),
                    text(each.getAsJsonObject(), "IndexStatus"),
                    key(each.getAsJsonObject(), types))));
        }
        return new Answer.Table(text(table, "TableStatus"), key(table, types), indexes, null);
    }

    private static List<Answer.KeyElement> key(JsonObject described, Map<String, String> types) {
        List<Answer.KeyElement> key = new ArrayList<>();
        described
                .getAsJsonArray("KeySchema")
                .forEach(each -> key.add(Answer.KeyElement.of(
                        text(each.getAsJsonObject(), "AttributeName"),
                        text(each.getAsJsonObject(), "KeyType"),
                        types)));
        return key;
    }

    private static String text(JsonObject json, String name) {
        return json.has(name) && json.get(name).isJsonPrimitive()
                ? json.get(name).getAsString()
                : null;
    }

    private static JsonObject item(Map<String, Value> item) {
        JsonObject json = new JsonObject();
        item.forEach((name, value) -> json.add(name, json(value)));
        return json;
    }

    private static JsonObject json(Value value) {
        JsonObject json = new JsonObject();
        if (value instanceof Value.S text) {
            json.addProperty("S", text.content());
        } else if (value instanceof Value.N number) {
            json.addProperty("N", number.content());
        } else if (value instanceof Value.B binary) {
            json.addProperty("B", Base64.getEncoder().encodeToString(binary.toByteArray()));
        } else if (value instanceof Value.L list) {
            json.add("L", json(list.content()));
        } else if (value instanceof Value.Bool bool) {
            json.addProperty("BOOL", bool.content());
        } else if (value instanceof Value.Null) {
            json.addProperty("NULL", true);
        } else if (value instanceof Value.Set set) {
            JsonArray elements = new JsonArray();
            set.content()
                    .forEach(each ->
                            elements.add(json(each).asMap().values().iterator().next()));
            json.add(set.type(), elements);
        } else {
            json.add("M", item(((Value.M) value).content()));
        }
        return json;
    }

    private static JsonArray json(List<Value> values) {
        JsonArray json = new JsonArray();
        values.forEach(each -> json.add(json(each)));
        return json;
    }

    private static @Nullable Map<String, Value> item(@Nullable JsonElement json) {
        if (json == null) {
            return null;
        }
        Map<String, Value> item = new HashMap<>();
        json.getAsJsonObject().asMap().forEach((name, value) -> item.put(name, value(value.getAsJsonObject())));
        return item;
    }

    private static Value value(JsonObject json) {
        Map.Entry<String, JsonElement> only = json.asMap().entrySet().iterator().next();
        return switch (only.getKey()) {
            case "S" -> new Value.S(only.getValue().getAsString());
            case "N" -> new Value.N(only.getValue().getAsString());
            case "B" ->
                new Value.B(java.nio.ByteBuffer.wrap(
                        Base64.getDecoder().decode(only.getValue().getAsString())));
            case "M" -> new Value.M(item(only.getValue()));
            case "L" ->
                new Value.L(only.getValue().getAsJsonArray().asList().stream()
                        .map(each -> value(each.getAsJsonObject()))
                        .toList());
            case "BOOL" -> new Value.Bool(only.getValue().getAsBoolean());
            case "NULL" -> new Value.Null();
            default -> set(only.getKey(), only.getValue().getAsJsonArray());
        };
    }

    private static Value.Set set(String type, JsonArray json) {
        List<Value> elements = new ArrayList<>();
        for (JsonElement each : json) {
            JsonObject element = new JsonObject();
            element.add(type.substring(0, 1), each);
            elements.add(value(element));
        }
        return new Value.Set(type, elements);
    }
}
