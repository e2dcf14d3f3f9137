package io.github.dynamodbsession.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the options that a mistyped one may stand for. */
final class NearestOption {

    private static final int MAX_LENGTH = 40;
    private static final int MIN_PREFIX_LENGTH = 3;
    private static final int MAX_RESULTS = 2;

    private record Candidate(String option, int distance) {}

    private NearestOption() {}

    /**
     * The closest known options, closest first: at most two, and none if none is close.
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
                .limit(MAX_RESULTS)
                .toList();
    }

    /** The presumed name: without leading dashes of any kind, and up to the start of a value. */
    private static String name(String argument) {
        String name = argument.replaceFirst("^[-\\u2010-\\u2015\\u2212]+", "")
                .replaceFirst("(?s)[=:\\s].*", "")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(MAX_LENGTH, name.length()));
    }

    private static int distance(String typed, String name) {
        boolean isBeginning = typed.length() >= MIN_PREFIX_LENGTH && name.startsWith(typed);
        if (isBeginning || typed.startsWith(name)) {
            return Math.abs(name.length() - typed.length());
        }
        int edits = edits(typed, name);
        return edits <= Math.max(1, name.length() / 3) ? edits : Integer.MAX_VALUE;
    }

    /** The edit distance: insertions, deletions, replacements and swaps of neighbours. */
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
