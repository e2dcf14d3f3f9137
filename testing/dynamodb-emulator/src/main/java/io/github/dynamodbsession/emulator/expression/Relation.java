package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ValueOrder;
import org.jspecify.annotations.Nullable;

/** The comparators. What is not there is equal to nothing, not even to something else that is not there. */
enum Relation {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    static Relation of(String symbol) {
        for (Relation relation : values()) {
            if (relation.symbol.equals(symbol)) {
                return relation;
            }
        }
        throw new IllegalArgumentException(symbol);
    }

    String symbol() {
        return symbol;
    }

    /** Whether it asks for an order. */
    boolean orders() {
        return this != EQ && this != NE;
    }

    /** The one that says the same with its operands exchanged. */
    Relation mirrored() {
        return switch (this) {
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
            default -> this;
        };
    }

    boolean holds(@Nullable AttributeValue left, @Nullable AttributeValue right) {
        if (left == null || right == null) {
            return this == NE;
        }
        if (this == EQ) {
            return left.equals(right);
        }
        if (this == NE) {
            return !left.equals(right);
        }
        return ValueOrder.isOrdered(left, right) && holds(ValueOrder.compare(left, right));
    }

    private boolean holds(int comparison) {
        return switch (this) {
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case GT -> comparison > 0;
            default -> comparison >= 0;
        };
    }
}
