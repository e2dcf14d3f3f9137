package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.expression.Condition;
import io.github.dynamodbsession.emulator.expression.ExpressionKind;
import io.github.dynamodbsession.emulator.expression.ExpressionParameters;
import io.github.dynamodbsession.emulator.expression.Placeholders;
import io.github.dynamodbsession.emulator.expression.Update;
import io.github.dynamodbsession.emulator.expression.UpdateExpression;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.Item;
import io.github.dynamodbsession.emulator.table.KeySchema;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write of one item as a request has it, before its table is known. Immutable.
 *
 * @param table the table's name, or its ARN
 * @param attributes the whole item of a put; otherwise its key
 * @param condition what must hold; {@code null} for nothing
 * @param update what an update changes; {@code null} for any other write
 * @param itemOnRefusal whether a refusal is to tell of the item that was there
 */
record Write(
        Kind kind,
        String table,
        Map<String, AttributeValue> attributes,
        @Nullable Condition condition,
        @Nullable Update update,
        boolean itemOnRefusal) {

    /** What the service says of an update that makes an item too large. */
    static final String UPDATED_TOO_LARGE = "Item size to update has exceeded the maximum allowed size";

    private static final String INVALID = "One or more parameter values were invalid: ";

    /** What it does to the item. */
    enum Kind {
        /** Puts another in its place. */
        PUT,
        /** Changes it. */
        UPDATE,
        /** Removes it. */
        DELETE,
        /** Only looks at it. */
        CHECK
    }

    /** Of PutItem, or of a put in a transaction. */
    static Write put(Request request) {
        ExpressionParameters.WRITE.check(request.members());
        Map<String, AttributeValue> item = request.attributes("Item");
        return of(Kind.PUT, request, item);
    }

    /** Of DeleteItem, or of a delete or a check in a transaction. */
    static Write byKey(Kind kind, Request request) {
        ExpressionParameters.WRITE.check(request.members());
        return of(kind, request, request.attributes("Key"));
    }

    private static Write of(Kind kind, Request request, Map<String, AttributeValue> attributes) {
        Condition expected = Expressions.expected(request);
        Placeholders placeholders = Expressions.placeholders(request);
        Condition condition = Expressions.condition(request, ExpressionKind.CONDITION, placeholders);
        placeholders.requireAllUsed();
        return new Write(
                kind,
                request.required("TableName"),
                attributes,
                condition == null ? expected : condition,
                null,
                isItemWantedOnRefusal(request));
    }

    /** Of UpdateItem, or of an update in a transaction. */
    static Write update(Request request) {
        ExpressionParameters.UPDATE.check(request.members());
        Map<String, AttributeValue> key = request.attributes("Key");
        Update update = Update.ofAttributeUpdates(Expressions.attributeUpdates(request));
        Condition expected = Expressions.expected(request);
        Placeholders placeholders = Expressions.placeholders(request);
        String expression = request.text(ExpressionKind.UPDATE.parameter());
        UpdateExpression parsed = expression == null ? null : UpdateExpression.parse(expression);
        if (parsed != null) {
            update = parsed.bind(placeholders);
        }
        Condition condition = Expressions.condition(request, ExpressionKind.CONDITION, placeholders);
        placeholders.requireAllUsed();
        return new Write(
                Kind.UPDATE,
                request.required("TableName"),
                key,
                condition == null ? expected : condition,
                update,
                isItemWantedOnRefusal(request));
    }

    private static boolean isItemWantedOnRefusal(Request request) {
        return "ALL_OLD".equals(request.text("ReturnValuesOnConditionCheckFailure"));
    }

    /** Refuses an item that is too large whatever table it goes to. */
    void requireSize() {
        if (kind == Kind.PUT && ItemSize.of(attributes) > ItemSize.LIMIT) {
            throw ApiException.validation("Item size has exceeded the maximum allowed size");
        }
    }

    /** Refuses an update that writes too much, whatever comes out. */
    void requireCharge(@Nullable Item there) {
        if (update != null && update.charge(there == null ? attributes : there.attributes()) > ItemSize.LIMIT) {
            throw ApiException.validation(UPDATED_TOO_LARGE);
        }
    }

    /** Refuses what the table's keys do not allow. */
    void requireKeys(TableDefinition definition) {
        if (kind == Kind.PUT) {
            KeyChecks.item(definition, attributes);
        } else {
            KeyChecks.key(definition.key(), attributes);
        }
        if (update != null) {
            requireKeysAreLeftAlone(definition.key(), update);
        }
        Set<String> nested = new LinkedHashSet<>();
        if (update != null) {
            nested.addAll(update.nestedAttributes());
        }
        if (condition != null) {
            nested.addAll(condition.nestedAttributes());
        }
        ScalarKeys.require(definition, nested);
    }

    private static void requireKeysAreLeftAlone(KeySchema key, Update update) {
        for (String name : update.attributes()) {
            if (key.has(name)) {
                throw ApiException.validation(
                        INVALID + "Cannot update attribute " + name + ". This attribute is part of the key");
            }
        }
    }
}
