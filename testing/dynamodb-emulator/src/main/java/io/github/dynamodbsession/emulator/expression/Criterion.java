package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;

/** What holds or not, given an item. */
@FunctionalInterface
interface Criterion {

    /** Whether it holds for the item; for an empty one where there is no item. */
    boolean holds(Map<String, AttributeValue> item);
}
