package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;

/** What an expression is for, and so which parameter of a request it comes in. */
public enum ExpressionKind {
    /** What must hold for a write. */
    CONDITION("ConditionExpression"),
    /** What a query or scan leaves over. */
    FILTER("FilterExpression"),
    /** Which keys a query reads. */
    KEY_CONDITION("KeyConditionExpression"),
    /** What an update changes. */
    UPDATE("UpdateExpression"),
    /** What of an item is wanted. */
    PROJECTION("ProjectionExpression");

    private final String parameter;

    ExpressionKind(String parameter) {
        this.parameter = parameter;
    }

    /** The name of the parameter. */
    public String parameter() {
        return parameter;
    }

    /** What the service answers to an expression of this kind that it does not take. */
    ApiException invalid(String why) {
        return ApiException.validation("Invalid " + parameter + ": " + why);
    }
}
