package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How items of one key prefix are listed, page by page, in a table that others may use as well: the same in each layout.
 * Immutable.
 *
 * @param table the table
 * @param keys the keys, with the prefix
 * @param index what the names of the attributes with indexed values begin with
 */
record OwnItems(String table, Keys keys, String index) {

    /** Those of a condition, with all attributes. */
    Request.Scan scan(ExpressionBuilder condition, boolean consistent, Request.Part part) {
        return new Request.Scan(table, ownPrefix(condition).build(), consistent, part);
    }

    /** The same, with their keys and what the condition's expression projects. */
    Request.Scan scanKeys(ExpressionBuilder condition, boolean consistent, Request.Part part) {
        return new Request.Scan(table, keysOnly(condition), consistent, part);
    }

    /** The keys of those with an indexed value. */
    Request.Query query(String name, String value, @Nullable Integer limit, @Nullable String after) {
        Map<String, Value> startKey = startKey(after);
        if (startKey != null) {
            startKey = new HashMap<>(startKey);
            startKey.put(index + name, new Value.S(value));
        }
        return new Request.Query(table, index + name, keysOnly(indexed(name, value)), limit, startKey);
    }

    /** The condition of an indexed value. */
    ExpressionBuilder indexed(String name, String value) {
        ExpressionBuilder expression = new ExpressionBuilder();
        return expression.require(expression.name(index + name) + "=" + expression.value(new Value.S(value)));
    }

    /** The global secondary index that the table needs for an index of sessions. */
    Request.Index index(String name) {
        return new Request.Index(index + name, index + name, keys.keyAttribute());
    }

    /** The key at which a page ended, as text; null for the last page. */
    @Nullable
    String endOf(Answer.Page page) {
        Map<String, Value> end = page.nextKey();
        if (end == null) {
            return null;
        }
        if (end.get(keys.keyAttribute()) instanceof Value.S key) {
            return key.content();
        }
        throw new SessionStorageException(
                "A list cannot be continued: the key at which a page ended is not a string.", false, null);
    }

    /** The key at which a page of a scan ended, from that text. */
    @Nullable
    Map<String, Value> startKey(@Nullable String after) {
        return after == null ? null : Map.of(keys.keyAttribute(), new Value.S(after));
    }

    private ExpressionBuilder ownPrefix(ExpressionBuilder expression) {
        return keys.prefix().isEmpty()
                ? expression
                : expression.require("begins_with(" + expression.name(keys.keyAttribute()) + ","
                        + expression.value(new Value.S(keys.prefix())) + ")");
    }

    private Expression keysOnly(ExpressionBuilder condition) {
        ExpressionBuilder expression = ownPrefix(condition);
        return expression.project(expression.name(keys.keyAttribute())).build();
    }
}
