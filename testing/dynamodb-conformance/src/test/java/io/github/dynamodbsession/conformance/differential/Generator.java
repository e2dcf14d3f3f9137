package io.github.dynamodbsession.conformance.differential;

import java.util.List;

/** Draws one request after the other. What a seed gives depends on nothing but dynalite's answers. */
final class Generator {

    private static final double FLAWED = 0.2;

    private final Draw draw;
    private final List<TableShape> tables;
    private final ItemRequests items;
    private final ReadRequests reads;
    private final BatchRequests batches;
    private final TableRequests tableRequests;
    private final Flaws flaws;

    Generator(long seed, List<TableShape> tables, KnownState state) {
        draw = new Draw(seed);
        this.tables = tables;
        items = new ItemRequests(draw, state);
        reads = new ReadRequests(draw, state);
        batches = new BatchRequests(draw, tables);
        tableRequests = new TableRequests(draw, tables);
        flaws = new Flaws(draw);
    }

    Step next() {
        Step valid = valid();
        return draw.chance(FLAWED) ? flaws.spoil(valid) : valid;
    }

    private Step valid() {
        TableShape table = draw.oneOf(tables);
        int kind = draw.below(100);
        if (kind < 20) {
            return Step.single(items.put(table), "valid");
        } else if (kind < 44) {
            return Step.single(items.update(table), "valid");
        } else if (kind < 53) {
            return Step.single(items.get(table), "valid");
        } else if (kind < 59) {
            return Step.single(items.delete(table), "valid");
        } else if (kind < 74) {
            return reads.query(table);
        } else if (kind < 84) {
            return reads.scan(table);
        } else if (kind < 88) {
            return Step.single(batches.get(), "valid");
        } else if (kind < 92) {
            return Step.single(batches.write(), "valid");
        }
        return Step.single(
                switch (kind) {
                    case 92, 93 -> tableRequests.create();
                    case 94, 95 -> tableRequests.update();
                    case 96 -> tableRequests.delete();
                    case 97, 98 -> tableRequests.describe();
                    default -> tableRequests.list();
                },
                "valid");
    }
}
