package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the service counts for what an {@code UpdateExpression} writes, the item left aside: it refuses an
 * {@code UpdateItem} that counts more than an item may have. Measured, not documented
 * (paritysuite/dynamodb-conformance, tests/tier3/limits/itemSizeBySurface.test.ts).
 */
final class UpdateCharge {

    private static final int UPDATE = 3;
    private static final int VALUE_WRITTEN = 19;
    private static final int REMOVED = 1;
    private static final int PATH = 1;
    private static final int ELEMENT_OF_OPERAND = 14;
    private static final int ELEMENT_OF_TARGET = 4;
    private static final int PLUS = 34;
    private static final int MINUS = 37;
    private static final int IF_NOT_EXISTS = 39;
    private static final int LIST_APPEND = 37;

    private UpdateCharge() {}

    static int of(List<Action> actions, Map<String, AttributeValue> before) {
        int charge = UPDATE;
        for (Action action : actions) {
            charge += target(action.target()) + of(action, before);
        }
        return charge;
    }

    private static int of(Action action, Map<String, AttributeValue> before) {
        if (action instanceof Action.Put put) {
            return VALUE_WRITTEN + operand(put.value());
        }
        if (action instanceof Action.Add add) {
            return VALUE_WRITTEN + ItemSize.of(added(add.value(), add.target().in(before)));
        }
        return REMOVED;
    }

    /** Of a set only the members that were not there. */
    private static AttributeValue added(AttributeValue value, @Nullable AttributeValue there) {
        if (there == null || !Sets.isSet(value) || !there.type().equals(value.type())) {
            return value;
        }
        AttributeValue rest = Sets.difference(value, there);
        return rest == null ? new AttributeValue.S("") : rest;
    }

    private static int operand(Operand operand) {
        if (operand instanceof Operand.Constant constant) {
            return ItemSize.of(constant.value());
        }
        if (operand instanceof Operand.Attribute attribute) {
            return path(attribute.path());
        }
        if (operand instanceof NewValue.Sum sum) {
            return (sum.minus() ? MINUS : PLUS) + operand(sum.first()) + operand(sum.second());
        }
        if (operand instanceof NewValue.IfNotExists either) {
            return IF_NOT_EXISTS + path(either.path()) + operand(either.otherwise());
        }
        if (operand instanceof NewValue.ListAppend append) {
            return LIST_APPEND + operand(append.first()) + operand(append.second());
        }
        return 0;
    }

    private static int path(Path path) {
        int charge = PATH;
        for (PathElement element : path.elements()) {
            charge += ELEMENT_OF_OPERAND + bytes(element);
        }
        return charge;
    }

    private static int target(Path path) {
        int charge = -ELEMENT_OF_TARGET;
        for (PathElement element : path.elements()) {
            charge += ELEMENT_OF_TARGET + bytes(element);
        }
        return charge;
    }

    private static int bytes(PathElement element) {
        return element instanceof PathElement.Field field
                ? ItemSize.utf8(field.name())
                : Long.toString(((PathElement.Index) element).position()).length();
    }
}
