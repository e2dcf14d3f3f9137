package io.github.dynamodbsession.conformance.differential;

import java.util.List;
import java.util.Map;

/** Draws what is wrong with a request. */
final class Flaws {

    private final Draw draw;
    /** By kind, so that a kind with many flaws does not crowd out the others. */
    private final Map<String, List<Flaw>> kinds;

    private final List<String> names;

    Flaws(Draw draw) {
        this.draw = draw;
        kinds = Map.of(
                "parameters", new ParameterFlaws(draw).all(),
                "JSON types", List.of(new JsonTypeFlaw(draw)),
                "values", new ValueFlaws(draw).all(),
                "keys", new KeyFlaws(draw).all(),
                "expressions", new ExpressionFlaws(draw).all(),
                "older parameters", new OlderFlaws(draw).all(),
                "tables", new TableFlaws(draw).all(),
                "batches", new BatchFlaws(draw).all(),
                "disputed", new Disputed(draw).all());
        names = kinds.keySet().stream().sorted().toList();
    }

    Step spoil(Step valid) {
        Request request = valid.request().copy();
        dropWhatHidesTheOrder(request);
        while (true) {
            String kind = draw.oneOf(names);
            if (draw.oneOf(kinds.get(kind)).spoil(request)) {
                return Step.single(request, kind);
            }
        }
    }

    /** Which items make one page or one segment depends on an order that is not defined. */
    private static void dropWhatHidesTheOrder(Request request) {
        if (request.operation().equals("Scan") || request.body().has("IndexName")) {
            request.body().remove(List.of("Limit", "TotalSegments", "Segment"));
        }
    }
}
