package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a Query or a Scan to its end. */
final class Pages {

    private static final int MAX_PAGES = 100;

    private Pages() {}

    /** The pages; the last one is an error if there was one. */
    static List<Answer> read(Side side, Request first) {
        List<Answer> pages = new ArrayList<>();
        int segments = Math.max(1, first.body().path("TotalSegments").asInt(1));
        for (int segment = 0; segment < segments; segment++) {
            Request request = first.copy();
            if (segments > 1) {
                request.body().put("Segment", segment);
            }
            JsonNode next;
            do {
                Answer page = side.send(request);
                pages.add(page);
                if (!page.succeeded() || pages.size() >= MAX_PAGES) {
                    return pages;
                }
                next = page.body().path("LastEvaluatedKey");
                request.body().set("ExclusiveStartKey", next);
            } while (!next.isMissingNode());
        }
        return pages;
    }
}
