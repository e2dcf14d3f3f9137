package io.github.dynamodbsession.benchmarks.growth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in a session: a quarter of its attributes are small, the others share the rest.
 *
 * @param count the number of attributes, at least 1; of a single one, it is the large one
 * @param kb the size of the whole session, at most, as it is stored
 */
record Content(int count, int kb) {

    private static final int KB = 1024;

    /** What is stored beside names and values, in the session's item, and for each KB in items of their own. */
    private static final int ALLOWANCE = 576;

    private static final int ALLOWANCE_FOR_KB = 1;

    private static final String SMALL_VALUE = "/shop/%05d";
    private static final int NAME = name("small", 0).length();
    private static final int SMALL = NAME + SMALL_VALUE.formatted(0).length();
    private static final String WORDS = "street order blue shipping price customer basket size cotton invoice ";

    /** The attributes by name. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < smallOnes(); i++) {
            attributes.put(name("small", i), SMALL_VALUE.formatted(i));
        }
        int largeOnes = count - smallOnes();
        int rest = kb * (KB - ALLOWANCE_FOR_KB) - ALLOWANCE - smallOnes() * SMALL;
        for (int i = 0; i < largeOnes; i++) {
            int size = rest / (largeOnes - i);
            attributes.put(name("large", i), text(size - NAME));
            rest -= size;
        }
        return attributes;
    }

    private int smallOnes() {
        return count == 1 ? 0 : Math.max(1, count / 4);
    }

    /** The name of a small attribute; if there is none, of the large one. */
    String small() {
        return smallOnes() == 0 ? large() : name("small", 0);
    }

    String large() {
        return name("large", 0);
    }

    /** Another value of the same length. */
    static String changed(String value) {
        return value.substring(1) + value.charAt(0);
    }

    private static String name(String kind, int number) {
        return "%s%03d".formatted(kind, number);
    }

    private static String text(int length) {
        return WORDS.repeat(length / WORDS.length() + 1).substring(0, length);
    }
}
