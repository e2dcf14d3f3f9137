package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the older parameters compare an attribute with values; named as in the protocol. */
public enum ComparisonOperator {
    /** Equal. */
    EQ(1, 1, Types.ANY),
    /** Not equal, or not there. */
    NE(1, 1, Types.ANY),
    /** Equal to one of them. */
    IN(1, Integer.MAX_VALUE, Types.ORDERED),
    /** Less or equal. */
    LE(1, 1, Types.ORDERED),
    /** Less. */
    LT(1, 1, Types.ORDERED),
    /** Greater or equal. */
    GE(1, 1, Types.ORDERED),
    /** Greater. */
    GT(1, 1, Types.ORDERED),
    /** Between two, or equal to one of them. */
    BETWEEN(2, 2, Types.ORDERED),
    /** There. */
    NOT_NULL(0, 0, Types.ANY),
    /** Not there. */
    NULL(0, 0, Types.ANY),
    /** Has it as a part or member. */
    CONTAINS(1, 1, Types.MEMBERS),
    /** There, but does not have it as a part or member. */
    NOT_CONTAINS(1, 1, Types.MEMBERS),
    /** Has it at its beginning. */
    BEGINS_WITH(1, 1, Types.BEGINNINGS);

    /** The types of values that an operator takes. */
    private enum Types {
        ANY,
        ORDERED,
        MEMBERS,
        BEGINNINGS;

        boolean contain(String type) {
            return switch (type) {
                case "S", "B" -> true;
                case "N" -> this != BEGINNINGS;
                case "BOOL", "NULL" -> this == ANY || this == MEMBERS;
                default -> this == ANY;
            };
        }
    }

    private final int fewest;
    private final int most;
    private final Types types;

    ComparisonOperator(int fewest, int most, Types types) {
        this.fewest = fewest;
        this.most = most;
        this.types = types;
    }

    boolean takes(int values) {
        return values >= fewest && values <= most;
    }

    boolean takes(String type) {
        return types.contain(type);
    }

    /** Whether it holds between what an item has and values that it takes. */
    boolean holds(@Nullable AttributeValue value, List<AttributeValue> values) {
        return switch (this) {
            case EQ -> Relation.EQ.holds(value, values.get(0));
            case NE -> Relation.NE.holds(value, values.get(0));
            case LE -> Relation.LE.holds(value, values.get(0));
            case LT -> Relation.LT.holds(value, values.get(0));
            case GE -> Relation.GE.holds(value, values.get(0));
            case GT -> Relation.GT.holds(value, values.get(0));
            case IN -> value != null && values.contains(value);
            case BETWEEN -> Containment.between(value, values.get(0), values.get(1));
            case NOT_NULL -> value != null;
            case NULL -> value == null;
            case CONTAINS -> Containment.contains(value, values.get(0));
            case NOT_CONTAINS -> value != null && !Containment.contains(value, values.get(0));
            case BEGINS_WITH -> Containment.beginsWith(value, values.get(0));
        };
    }
}
