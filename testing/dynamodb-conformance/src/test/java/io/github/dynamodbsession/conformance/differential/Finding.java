package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.regex.Pattern;

/** A difference that is on no list, with what it takes to see it again. */
record Finding(
        int number,
        String kind,
        Request request,
        Difference difference,
        String emulator,
        String dynalite,
        List<String> itemsBefore,
        List<String> requestsBefore) {

    private static final Pattern DETAIL = Pattern.compile("'[^']*'|\"[^\"]*\"|[0-9]+|\\[[^]]*]|\\{[^}]*}");
    private static final int MAX_LENGTH = 2_000;

    /** What findings with the same cause mostly have in common. */
    String likeness() {
        return request.operation() + "|" + vague(difference.at()) + "|" + vague(difference.emulator()) + "|"
                + vague(difference.dynalite());
    }

    private static String vague(String text) {
        String vague = DETAIL.matcher(text).replaceAll("_");
        return vague.length() > 120 ? vague.substring(0, 120) : vague;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("request ").append(number).append(" (").append(kind).append("): ");
        text.append(shortened(request.toString())).append('\n');
        text.append("  at       ").append(difference.at().isEmpty() ? "the whole answer" : difference.at());
        text.append("\n  emulator ").append(shortened(emulator));
        text.append("\n  dynalite ").append(shortened(dynalite)).append('\n');
        itemsBefore.forEach(
                item -> text.append("  item before: ").append(shortened(item)).append('\n'));
        requestsBefore.forEach(request ->
                text.append("  earlier:     ").append(shortened(request)).append('\n'));
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    }
}
