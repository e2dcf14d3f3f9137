package io.github.dynamodbsession.emulator.value;

/** How two values of one type compare: strings by their bytes in UTF-8, numbers by amount, binaries by unsigned bytes. */
public final class ValueOrder {

    private ValueOrder() {}

    /** Whether the two can be compared: both strings, both numbers or both binaries. */
    public static boolean isOrdered(AttributeValue left, AttributeValue right) {
        return left.getClass() == right.getClass()
                && (left instanceof AttributeValue.S
                        || left instanceof AttributeValue.N
                        || left instanceof AttributeValue.B);
    }

    /**
     * Less than, equal to or greater than zero. Values of different types come in the order of their types' names, so that
     * a sorted map holds them.
     */
    public static int compare(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.S a && right instanceof AttributeValue.S b) {
            return compare(a.value(), b.value());
        }
        if (left instanceof AttributeValue.N a && right instanceof AttributeValue.N b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof AttributeValue.B a && right instanceof AttributeValue.B b) {
            return a.compareTo(b);
        }
        return left.type().compareTo(right.type());
    }

    /** By bytes in UTF-8, which is by code points. */
    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for what lies beyond all other chars. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
