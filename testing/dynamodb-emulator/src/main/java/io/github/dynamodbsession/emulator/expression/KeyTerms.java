package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds in a condition what it asks of each attribute of a key. For one condition. */
final class KeyTerms {

    private final Binding binding;
    private final Map<String, AttributeCondition> terms = new LinkedHashMap<>();

    private KeyTerms(Placeholders placeholders) {
        this.binding = new Binding(ExpressionKind.KEY_CONDITION, placeholders);
    }

    /** What it asks, by the names of attributes. */
    static Map<String, AttributeCondition> of(WrittenCondition condition, Placeholders placeholders) {
        KeyTerms terms = new KeyTerms(placeholders);
        terms.add(condition);
        return terms.terms;
    }

    private void add(WrittenCondition condition) {
        if (condition instanceof WrittenCondition.AllOf all) {
            all.conditions().forEach(this::add);
        } else if (condition instanceof WrittenCondition.Comparison comparison) {
            addComparison(comparison);
        } else if (condition instanceof WrittenCondition.Between between) {
            requireKeyFirst("BETWEEN", between.operand());
            addTerm(ComparisonOperator.BETWEEN, List.of(between.operand(), between.lower(), between.upper()));
        } else if (condition instanceof WrittenCondition.Call call
                && call.function() == ConditionFunction.BEGINS_WITH) {
            requireKeyFirst(call.function().functionName(), call.arguments().get(0));
            addTerm(ComparisonOperator.BEGINS_WITH, call.arguments());
        } else {
            throw ApiException.validation("Invalid operator used in KeyConditionExpression: " + name(condition));
        }
    }

    private static String name(WrittenCondition condition) {
        if (condition instanceof WrittenCondition.AnyOf) {
            return "OR";
        }
        if (condition instanceof WrittenCondition.Not) {
            return "NOT";
        }
        if (condition instanceof WrittenCondition.In) {
            return "IN";
        }
        if (condition instanceof WrittenCondition.Call call) {
            return call.function().functionName();
        }
        return Relation.NE.symbol();
    }

    private void addComparison(WrittenCondition.Comparison comparison) {
        Relation relation = comparison.left() instanceof WrittenOperand.Attribute
                ? comparison.relation()
                : comparison.relation().mirrored();
        if (relation == Relation.NE) {
            throw ApiException.validation("Invalid operator used in KeyConditionExpression: " + relation.symbol());
        }
        addTerm(ComparisonOperator.valueOf(relation.name()), List.of(comparison.left(), comparison.right()));
    }

    private static void requireKeyFirst(String operator, WrittenOperand operand) {
        if (!(operand instanceof WrittenOperand.Attribute)) {
            throw ApiException.validation("Invalid condition in KeyConditionExpression: " + operator
                    + " operator must have the key attribute as its first operand");
        }
    }

    private void addTerm(ComparisonOperator operator, List<WrittenOperand> operands) {
        String attribute = null;
        List<AttributeValue> values = new ArrayList<>(2);
        for (WrittenOperand written : operands) {
            if (written instanceof WrittenOperand.Attribute path) {
                attribute = attribute(attribute, binding.path(path.path()));
            } else if (written instanceof WrittenOperand.Value value) {
                values.add(binding.value(value.placeholder()).value());
            } else {
                throw binding.invalid("KeyConditionExpressions cannot contain nested operations");
            }
        }
        if (attribute == null) {
            throw ApiException.validation("Invalid condition in KeyConditionExpression: No key attribute specified");
        }
        if (terms.put(attribute, new AttributeCondition(operator, values)) != null) {
            throw binding.invalid("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private String attribute(@Nullable String before, Path path) {
        if (before != null) {
            throw ApiException.validation(
                    "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
        }
        if (path.isNested()) {
            throw binding.invalid("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        return path.attribute();
    }
}
