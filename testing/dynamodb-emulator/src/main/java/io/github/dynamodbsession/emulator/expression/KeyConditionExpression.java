package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;

/** A condition for keys that was read, for requests with whatever placeholders. Immutable. */
public final class KeyConditionExpression {

    private final WrittenCondition condition;

    private KeyConditionExpression(WrittenCondition condition) {
        this.condition = condition;
    }

    /**
     * Reads one.
     *
     * @param text not {@code null}
     * @throws ApiException if it is none, whatever its placeholders stand for
     */
    public static KeyConditionExpression parse(String text) {
        return new KeyConditionExpression(ConditionExpression.read(ExpressionKind.KEY_CONDITION, text));
    }

    /**
     * Puts in what its placeholders stand for in one request.
     *
     * @param placeholders not {@code null}; learns which of them are used here
     * @throws ApiException if one is not defined, or stands for what cannot be there, or if it is nothing that can be
     *     asked of keys
     */
    public KeyConditions bind(Placeholders placeholders) {
        // All that must be right in a condition comes first, then what must be right in one for keys.
        condition.bind(new Binding(ExpressionKind.KEY_CONDITION, placeholders));
        return new KeyConditions(KeyTerms.of(condition, placeholders));
    }
}
