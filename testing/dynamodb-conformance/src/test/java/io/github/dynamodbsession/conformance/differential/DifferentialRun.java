package io.github.dynamodbsession.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Sends the same random requests to both sides, one after the other, and compares what they answer. */
final class DifferentialRun {

    /** So that deleted tables come back empty now and then. */
    private static final int REQUESTS_BETWEEN_RESETS = 2_500;
    /** A run that finds so many that are unlike each other has said enough. */
    private static final int MAX_KINDS_OF_FINDINGS = 200;

    private final long seed;
    private final Side emulator;
    private final Side dynalite;
    private final KnownDifferences known;
    private final List<TableShape> tables = TableShape.all();
    private final Comparison comparison = new Comparison(tables);
    private final KnownState state = new KnownState();
    private final History history = new History();
    private final Tally tally = new Tally();
    private final Findings findings = new Findings();
    private final TableStatus emulatorTables;
    private final TableStatus dynaliteTables;

    private int number;

    DifferentialRun(long seed, Side emulator, Side dynalite, KnownDifferences known) {
        this.seed = seed;
        this.emulator = emulator;
        this.dynalite = dynalite;
        this.known = known;
        emulatorTables = new TableStatus(emulator);
        dynaliteTables = new TableStatus(dynalite);
    }

    Report run(int requests) {
        Generator generator = new Generator(seed, tables, state);
        createTables();
        for (number = 1; number <= requests && findings.kinds() < MAX_KINDS_OF_FINDINGS; number++) {
            boolean crashed = take(generator.next());
            if (crashed || number % REQUESTS_BETWEEN_RESETS == 0) {
                tables.forEach(table -> take(deletion(table.name())));
                createTables();
            }
        }
        return new Report(seed, tally, known, findings);
    }

    private void createTables() {
        state.clear();
        history.clear();
        tables.forEach(table -> take(Step.single(new Request("CreateTable", table.createRequest()), "set-up")));
    }

    /** Takes one step on both sides; says whether dynalite threw an exception, which leaves items locked. */
    private boolean take(Step step) {
        Request request = step.request();
        List<Answer> ours = answers(emulator, step);
        List<Answer> theirs = answers(dynalite, step);
        Answer last = theirs.get(theirs.size() - 1);
        tally.count(step, last);
        tally.countExchanges(theirs.size());
        report(step, comparison.compare(step, ours, theirs), ours, theirs);
        if (request.operation().equals("CreateTable") && ours.get(0).succeeded() != last.succeeded()) {
            deleteWhereCreated(request.tableName());
        }
        if (request.changesTables()) {
            emulatorTables.settle(request.tableName());
            dynaliteTables.settle(request.tableName());
        }
        if (request.writesItems() && !last.crashed()) {
            lookAtWhatWasWritten(step, ours.get(0), last);
        }
        return last.crashed();
    }

    /** Deletes a table that only one side has created, so that the difference is reported once. */
    private void deleteWhereCreated(String table) {
        Request deletion = deletion(table).request();
        emulatorTables.settle(table);
        dynaliteTables.settle(table);
        emulator.send(deletion);
        dynalite.send(deletion);
    }

    private static Step deletion(String table) {
        return Step.single(new Request("DeleteTable", Json.object("TableName", table)), "set-up");
    }

    private static List<Answer> answers(Side side, Step step) {
        return step.reading() == Step.Reading.ALL_PAGES
                ? Pages.read(side, step.request())
                : List.of(side.send(step.request()));
    }

    /**
     * Reads the written items again, to see a wrong write at once. Items that differ are deleted, so that one wrong write
     * is reported once; so are items that only one side wrote, which the answers told.
     */
    private void lookAtWhatWasWritten(Step step, Answer ours, Answer theirs) {
        boolean comparable = ours.succeeded() == theirs.succeeded();
        for (Touched item : Touched.by(step.request(), tables)) {
            Answer our = emulator.send(item.get());
            Answer their = dynalite.send(item.get());
            tally.countExchanges(1);
            if (!our.succeeded() && !their.succeeded()) {
                continue; // a key that is none: the answers to the write were compared
            }
            List<Difference> differences =
                    comparison.compare(Step.single(item.get(), ""), List.of(our), List.of(their));
            if (comparable) {
                report(step, differences.stream().map(Difference::afterwards).toList(), List.of(our), List.of(their));
            }
            boolean equal = differences.isEmpty();
            if (!equal) {
                emulator.send(item.delete());
                dynalite.send(item.delete());
            }
            state.put(item.table(), item.key(), equal ? their.body().path("Item") : Json.nothing());
            history.add(List.of(item.place(), item.table().name()), equal ? step.request() : item.delete());
        }
    }

    private void report(Step step, List<Difference> differences, List<Answer> ours, List<Answer> theirs) {
        for (Difference difference : differences) {
            if (known.find(step.request(), difference).isEmpty()) {
                findings.add(finding(step, difference, ours, theirs));
            }
        }
    }

    private Finding finding(Step step, Difference difference, List<Answer> ours, List<Answer> theirs) {
        Request request = step.request();
        List<String> before = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        List<Touched> touched = Touched.by(request, tables);
        for (Touched item : touched) {
            before.add(
                    state.find(item.table(), item.key()).map(JsonNode::toString).orElse("none with " + item.key()));
            earlier.addAll(history.of(item.place()));
        }
        if (touched.isEmpty()) {
            tables.stream()
                    .filter(table -> table.name().equals(request.tableName()))
                    .forEach(table -> state.all(table).forEach(item -> before.add(item.toString())));
            earlier.addAll(history.of(request.tableName()));
        }
        return new Finding(number, step.kind(), request, difference, rendered(ours), rendered(theirs), before, earlier);
    }

    private static String rendered(List<Answer> answers) {
        return String.join(
                "\n           ", answers.stream().map(Answer::rendered).toList());
    }
}
