package io.github.dynamodbsession.spring.boot;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who misspelt a name. */
final class NearestName {

    /** Of so many characters, one may be wrong. */
    private static final int CHARACTERS_PER_SLIP = 3;

    private static final int MOST_SLIPS = 4;

    private NearestName() {}

    /** The one of these that is spelt most like it; empty if none is like it. */
    static Optional<String> to(String given, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> slips(given, name)).thenComparing(name -> name))
                .filter(name ->
                        slips(given, name) <= Math.min(MOST_SLIPS, Math.max(1, name.length() / CHARACTERS_PER_SLIP)));
    }

    /** How many characters are missing, too many or others; two that are swapped count once. */
    static int slips(String given, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= given.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int other = given.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + other);
                if (i > 1
                        && j > 1
                        && given.charAt(i - 1) == right.charAt(j - 2)
                        && given.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }
}
