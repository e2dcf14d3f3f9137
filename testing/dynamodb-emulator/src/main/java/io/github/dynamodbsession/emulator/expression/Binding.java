package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Binds one expression to the placeholders of a request; for one thread. */
final class Binding {

    private final ExpressionKind kind;
    private final Placeholders placeholders;
    private final List<Path> paths = new ArrayList<>();

    Binding(ExpressionKind kind, Placeholders placeholders) {
        this.kind = kind;
        this.placeholders = placeholders;
    }

    /** All paths that were bound, in the order in which they were. */
    List<Path> paths() {
        return paths;
    }

    Path path(WrittenPath written) {
        Path path = written.bind(kind, placeholders);
        paths.add(path);
        return path;
    }

    Operand.Constant value(String placeholder) {
        return new Operand.Constant(placeholders.value(kind, placeholder));
    }

    List<Operand> operands(List<WrittenOperand> written) {
        List<Operand> operands = new ArrayList<>(written.size());
        for (WrittenOperand operand : written) {
            operands.add(operand.bind(this));
        }
        return operands;
    }

    ApiException invalid(String why) {
        return kind.invalid(why);
    }

    void requireCount(String function, int expected, List<Operand> operands) {
        if (operands.size() != expected) {
            throw invalid("Incorrect number of operands for operator or function; operator or function: " + function
                    + ", number of operands: " + operands.size());
        }
    }

    /** Refuses an operand that is known to be of another type; of what an item has nothing is known. */
    void requireType(String operator, Operand operand, Set<String> types) {
        String type = operand.type();
        if (type != null && !types.contains(type)) {
            throw wrongType(operator, type);
        }
    }

    ApiException wrongType(String operator, String type) {
        return invalid("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + type);
    }

    /** The path that the operand is. */
    Path requirePath(String function, Operand operand) {
        if (operand instanceof Operand.Attribute attribute) {
            return attribute.path();
        }
        throw invalid("Operator or function requires a document path; operator or function: " + function);
    }

    /** Refuses a path that is compared with itself. */
    void requireDistinct(String operator, Operand first, List<Operand> others) {
        if (first instanceof Operand.Attribute attribute && others.contains(first)) {
            throw invalid("The first operand must be distinct from the remaining operands for this operator or"
                    + " function; operator: " + operator + ", first operand: "
                    + attribute.path());
        }
    }
}
