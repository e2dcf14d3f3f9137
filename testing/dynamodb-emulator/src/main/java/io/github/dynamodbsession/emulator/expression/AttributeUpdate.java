package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code AttributeUpdates} does to one attribute.
 *
 * @param action {@code null} if the request does not say, which is as {@link Kind#PUT}
 * @param value {@code null} if the request has none
 */
public record AttributeUpdate(@Nullable Kind action, @Nullable AttributeValue value) {

    private static final Set<String> ADDED = Set.of("N", "SS", "NS", "BS", "L");
    private static final String MISMATCH = "Type mismatch for attribute to update";

    /** What can be done; named as in the protocol. */
    public enum Kind {
        /** Puts the value in its place. */
        PUT,
        /** Adds the value to the one that is there. */
        ADD,
        /** Removes members of a set, or the attribute where there is no value. */
        DELETE
    }

    /** What it does, if the service lets it. */
    Action on(String attribute) {
        Path target = Path.of(attribute);
        Kind kind = action == null ? Kind.PUT : action;
        if (value == null) {
            if (kind != Kind.DELETE) {
                throw invalid("Only DELETE action is allowed when no attribute value is specified");
            }
            return new Action.Remove(target);
        }
        if (kind == Kind.DELETE) {
            if (!Sets.isSet(value)) {
                throw invalid("DELETE action with value is not supported for the type " + value.type());
            }
            return new Action.Delete(target, value, MISMATCH);
        }
        if (kind == Kind.ADD) {
            if (!ADDED.contains(value.type())) {
                throw invalid("ADD action is not supported for the type " + value.type());
            }
            return new Action.Add(target, value, MISMATCH);
        }
        return new Action.Put(target, new Operand.Constant(value));
    }

    private static ApiException invalid(String why) {
        return ApiException.validation("One or more parameter values were invalid: " + why);
    }
}
