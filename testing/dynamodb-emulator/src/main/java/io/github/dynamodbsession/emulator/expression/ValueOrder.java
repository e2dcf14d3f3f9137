package io.github.dynamodbsession.emulator.expression;

import io.github.dynamodbsession.emulator.value.AttributeValue;

/** How strings, numbers and bytes are ordered. */
final class ValueOrder {

    private ValueOrder() {}

    /** Whether there is an order between the two: they are of one type that has one. */
    static boolean comparable(AttributeValue one, AttributeValue two) {
        return (one instanceof AttributeValue.S && two instanceof AttributeValue.S)
                || (one instanceof AttributeValue.N && two instanceof AttributeValue.N)
                || (one instanceof AttributeValue.B && two instanceof AttributeValue.B);
    }

    /** Compares two that are comparable: strings by their UTF-8, numbers by their amount, bytes as unsigned ones. */
    static int compare(AttributeValue one, AttributeValue two) {
        if (one instanceof AttributeValue.S a && two instanceof AttributeValue.S b) {
            return compare(a.value(), b.value());
        }
        if (one instanceof AttributeValue.N a && two instanceof AttributeValue.N b) {
            return a.value().compareTo(b.value());
        }
        if (one instanceof AttributeValue.B a && two instanceof AttributeValue.B b) {
            return a.compareTo(b);
        }
        throw new IllegalArgumentException("not comparable: " + one.type() + ", " + two.type());
    }

    /** UTF-8 sorts as code points do; UTF-16 does not, for it has surrogates before U+E000. */
    private static int compare(String one, String two) {
        int shorter = Math.min(one.length(), two.length());
        for (int i = 0; i < shorter; i++) {
            char a = one.charAt(i);
            char b = two.charAt(i);
            if (a != b) {
                boolean surrogateA = Character.isSurrogate(a);
                boolean surrogateB = Character.isSurrogate(b);
                return surrogateA == surrogateB ? Character.compare(a, b) : Boolean.compare(surrogateA, surrogateB);
            }
        }
        return Integer.compare(one.length(), two.length());
    }
}
