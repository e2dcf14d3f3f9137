package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last requests that touched a key, or a table. */
final class History {

    private static final int MAX_SIZE = 6;
    private static final int MAX_LENGTH = 1_000;

    private final Map<String, Deque<String>> requests = new HashMap<>();

    void add(List<String> touched, Request request) {
        String text = request.toString();
        String line = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        for (String place : touched) {
            Deque<String> last = requests.computeIfAbsent(place, name -> new ArrayDeque<>());
            if (last.size() == MAX_SIZE) {
                last.removeFirst();
            }
            last.addLast(line);
        }
    }

    List<String> of(String place) {
        return List.copyOf(requests.getOrDefault(place, new ArrayDeque<>()));
    }

    void clear() {
        requests.clear();
    }
}
