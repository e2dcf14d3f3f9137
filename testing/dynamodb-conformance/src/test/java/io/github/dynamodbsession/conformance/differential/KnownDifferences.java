package io.github.dynamodbsession.conformance.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of differences, and how often each entry was needed. */
final class KnownDifferences {

    private final Map<KnownDifference, Integer> matches = new LinkedHashMap<>();

    KnownDifferences(List<KnownDifference> entries) {
        entries.forEach(entry -> matches.put(entry, 0));
    }

    static KnownDifferences none() {
        return new KnownDifferences(List.of());
    }

    /** The list that is kept beside the tests. */
    static KnownDifferences listed() {
        try (InputStream file = KnownDifferences.class.getResourceAsStream("/differential/known-differences.json")) {
            if (file == null) {
                throw new IllegalStateException("known-differences.json is missing");
            }
            List<KnownDifference> entries = new ArrayList<>();
            Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .forEach(entry -> entries.add(KnownDifference.of(entry)));
            return new KnownDifferences(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entry that a difference comes under, which is counted. */
    Optional<KnownDifference> find(Request request, Difference difference) {
        Optional<KnownDifference> found = matches.keySet().stream()
                .filter(entry -> entry.matches(request, difference))
                .findFirst();
        found.ifPresent(entry -> matches.merge(entry, 1, Integer::sum));
        return found;
    }

    List<KnownDifference> entries() {
        return List.copyOf(matches.keySet());
    }

    /** The names of the entries that matched, and how often. */
    Map<String, Integer> matched() {
        Map<String, Integer> matched = new LinkedHashMap<>();
        matches.forEach((entry, times) -> {
            if (times > 0) {
                matched.put(entry.name(), times);
            }
        });
        return matched;
    }

    List<String> unmatched() {
        return matches.entrySet().stream()
                .filter(entry -> entry.getValue() == 0)
                .map(entry -> entry.getKey().name())
                .toList();
    }
}
