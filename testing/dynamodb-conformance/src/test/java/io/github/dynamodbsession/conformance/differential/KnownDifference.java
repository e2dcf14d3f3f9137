package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the list of differences.
 *
 * @param name what differs, in a sentence
 * @param operations the operations it is about; empty for all
 * @param request a pattern that the JSON of the request must contain, if any
 * @param at a pattern of the place at which the answers differ
 * @param emulator a pattern of what the emulator has there; <code>${name}</code> is what the group of that name matched
 *     in dynalite's
 * @param dynalite a pattern of what dynalite has there
 * @param right who is right
 * @param source where that is documented
 */
record KnownDifference(
        String name,
        List<String> operations,
        Optional<Pattern> request,
        Pattern at,
        String emulator,
        Pattern dynalite,
        String right,
        String source) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-zA-Z]+)}");

    static KnownDifference of(JsonNode entry) {
        List<String> operations = StreamSupport.stream(entry.path("operations").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        return new KnownDifference(
                entry.required("name").asString(),
                operations,
                entry.has("request") ? Optional.of(pattern(entry.path("request").asString())) : Optional.empty(),
                pattern(entry.path("at").asString("")),
                entry.required("emulator").asString(),
                pattern(entry.required("dynalite").asString()),
                entry.required("right").asString(),
                entry.required("source").asString());
    }

    boolean matches(Request asked, Difference difference) {
        if (!operations.isEmpty() && !operations.contains(asked.operation())) {
            return false;
        }
        if (!at.matcher(difference.at()).matches()) {
            return false;
        }
        Matcher there = dynalite.matcher(difference.dynalite());
        return there.matches()
                && pattern(resolved(there)).matcher(difference.emulator()).matches()
                && request.map(pattern ->
                                pattern.matcher(asked.body().toString()).find())
                        .orElse(true);
    }

    private String resolved(Matcher there) {
        return REFERENCE
                .matcher(emulator)
                .replaceAll(reference -> Matcher.quoteReplacement(Pattern.quote(there.group(reference.group(1)))));
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.DOTALL);
    }
}
