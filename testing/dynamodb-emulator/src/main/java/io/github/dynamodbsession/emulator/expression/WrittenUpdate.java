package io.github.dynamodbsession.emulator.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * An update as an expression has it. Immutable.
 *
 * @param names its placeholders of names, in the order of writing
 * @param values its placeholders of values, in the order of writing
 */
record WrittenUpdate(List<WrittenAction> actions, List<String> names, List<String> values) {

    static WrittenUpdate of(List<WrittenAction> actions) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (WrittenAction action : actions) {
            names.addAll(action.target().placeholders());
            if (action instanceof WrittenAction.Put put) {
                collect(put.value(), names, values);
            } else if (action instanceof WrittenAction.Add add) {
                values.add(add.placeholder());
            } else if (action instanceof WrittenAction.Delete delete) {
                values.add(delete.placeholder());
            }
        }
        return new WrittenUpdate(actions, List.copyOf(names), List.copyOf(values));
    }

    private static void collect(WrittenOperand operand, List<String> names, List<String> values) {
        if (operand instanceof WrittenOperand.Attribute attribute) {
            names.addAll(attribute.path().placeholders());
        } else if (operand instanceof WrittenOperand.Value value) {
            values.add(value.placeholder());
        } else if (operand instanceof NewValue.Written.Call call) {
            call.arguments().forEach(argument -> collect(argument, names, values));
        } else if (operand instanceof NewValue.Written.Sum sum) {
            collect(sum.first(), names, values);
            collect(sum.second(), names, values);
        }
    }

    /** The service looks for undefined names in the whole update, then for undefined values, then for anything else. */
    void requireDefined(Placeholders placeholders) {
        for (String name : names) {
            placeholders.name(ExpressionKind.UPDATE, name);
        }
        for (String value : values) {
            placeholders.value(ExpressionKind.UPDATE, value);
        }
    }
}
