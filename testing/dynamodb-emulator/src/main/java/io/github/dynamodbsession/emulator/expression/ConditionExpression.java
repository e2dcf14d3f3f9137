package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;

/** A condition or a filter that was read, for requests with whatever placeholders. Immutable. */
public final class ConditionExpression {

    private static final ReadOnce<WrittenCondition> READ = new ReadOnce<>();

    private final ExpressionKind kind;
    private final WrittenCondition condition;

    private ConditionExpression(ExpressionKind kind, WrittenCondition condition) {
        this.kind = kind;
        this.condition = condition;
    }

    /**
     * Reads one.
     *
     * @param kind {@link ExpressionKind#CONDITION} or {@link ExpressionKind#FILTER}
     * @param text not {@code null}
     * @throws ApiException if it is none, whatever its placeholders stand for
     */
    public static ConditionExpression parse(ExpressionKind kind, String text) {
        return new ConditionExpression(kind, read(kind, text));
    }

    static WrittenCondition read(ExpressionKind kind, String text) {
        return READ.get(text, unread -> ConditionReader.read(kind, unread));
    }

    /**
     * Puts in what its placeholders stand for in one request.
     *
     * @param placeholders not {@code null}; learns which of them are used here
     * @throws ApiException if one is not defined, or stands for what cannot be there
     */
    public Condition bind(Placeholders placeholders) {
        Binding binding = new Binding(kind, placeholders);
        return new Condition(condition.bind(binding), binding.paths());
    }
}
