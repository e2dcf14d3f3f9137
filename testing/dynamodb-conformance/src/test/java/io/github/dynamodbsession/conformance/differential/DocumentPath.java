package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A path into an item: names and list indexes. */
record DocumentPath(List<Object> segments) {

    static DocumentPath of(String name) {
        return new DocumentPath(List.of(name));
    }

    DocumentPath then(Object segment) {
        List<Object> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new DocumentPath(List.copyOf(longer));
    }

    String top() {
        return (String) segments.get(0);
    }

    boolean isNested() {
        return segments.size() > 1;
    }

    /** The value there, or a missing node. */
    JsonNode in(JsonNode item) {
        JsonNode value = item.path(top());
        for (Object segment : segments.subList(1, segments.size())) {
            value = segment instanceof Integer index
                    ? value.path("L").path(index)
                    : value.path("M").path((String) segment);
        }
        return value;
    }

    String written(Placeholders placeholders) {
        StringBuilder text = new StringBuilder();
        for (Object segment : segments) {
            if (segment instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(placeholders.name((String) segment));
            }
        }
        return text.toString();
    }
}
