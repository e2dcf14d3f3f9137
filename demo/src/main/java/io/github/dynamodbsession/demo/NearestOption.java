package io.github.dynamodbsession.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds which options somebody may have meant who mistyped one. */
final class NearestOption {

    private static final int LONGEST = 40;
    private static final int SHORTEST_BEGINNING = 3;
    private static final int MOST = 2;

    private record Candidate(String option, int distance) {}

    private NearestOption() {}

    /**
     * The known options that are nearest, the nearest first; at most two, and none where none is near.
     *
     * @param argument as it was typed, with its value or without
     * @param known all options, each with its dashes
     */
    static List<String> of(String argument, List<String> known) {
        String typed = name(argument);
        return known.stream()
                .map(option -> new Candidate(option, distance(typed, option.substring(2))))
                .filter(candidate -> candidate.distance() < Integer.MAX_VALUE)
                .sorted(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::option)
                .limit(MOST)
                .toList();
    }

    /** What may be meant for the name: without dashes before it, whichever they are, and up to what may begin a value. */
    private static String name(String argument) {
        String name = argument.replaceFirst("^[-\\u2010-\\u2015\\u2212]+", "")
                .replaceFirst("(?s)[=:\\s].*", "")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(LONGEST, name.length()));
    }

    private static int distance(String typed, String name) {
        boolean isBeginning = typed.length() >= SHORTEST_BEGINNING && name.startsWith(typed);
        if (isBeginning || typed.startsWith(name)) {
            return Math.abs(name.length() - typed.length());
        }
        int edits = edits(typed, name);
        return edits <= Math.max(1, name.length() / 3) ? edits : Integer.MAX_VALUE;
    }

    /** How many letters to put in, to leave out, to replace or to swap with the next. */
    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int least(int[][] edits, String from, String to, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean isSwapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwapped ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
    }
}
