package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a query reads.
 *
 * @param attribute the name of the first attribute of the key
 * @param value its value
 * @param range what is asked of the second one; {@code null} if nothing is
 */
public record KeyCondition(String attribute, AttributeValue value, @Nullable RangeCondition range) {}
