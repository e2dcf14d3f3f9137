package io.github.dynamodbsession.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Partitions may come in any order; what is within one may not. */
class WholeReadingTest {

    private static final List<TableShape> TABLES = TableShape.all();
    private static final Step SCAN =
            new Step(new Request("Scan", Json.object("TableName", "diff-range")), Step.Reading.ALL_PAGES, "valid");
    private static final Step QUERY =
            new Step(new Request("Query", Json.object("TableName", "diff-range")), Step.Reading.ALL_PAGES, "valid");

    @Test
    void partitionsMayChangePlaces() {
        assertThat(compare(SCAN, pages("a1 a2", "b1"), pages("b1 a1", "a2"))).isEmpty();
    }

    @Test
    void itemsOfOnePartitionMayNot() {
        assertThat(compare(SCAN, pages("a1 a2", "b1"), pages("a2 a1", "b1"))).isNotEmpty();
    }

    @Test
    void anItemThatIsMissingOrTwiceThereIsNoticed() {
        assertThat(compare(SCAN, pages("a1 a2"), pages("a1 a1"))).isNotEmpty();
        assertThat(compare(SCAN, pages("a1 a2"), pages("a1"))).isNotEmpty();
    }

    @Test
    void pagesHaveTheSameLength() {
        assertThat(compare(SCAN, pages("a1 a2", "b1"), pages("a1", "a2 b1"))).isNotEmpty();
    }

    @Test
    void aQueryOfATableKeepsItsOrder() {
        assertThat(compare(QUERY, pages("a1 b1"), pages("b1 a1"))).isNotEmpty();
        assertThat(compare(QUERY, pages("a1 a2"), pages("a1 a2"))).isEmpty();
    }

    private static List<Difference> compare(Step step, List<Answer> emulator, List<Answer> dynalite) {
        return new Comparison(TABLES).compare(step, emulator, dynalite);
    }

    private static List<Answer> pages(String... pages) {
        return Stream.of(pages)
                .map(page -> Stream.of(page.split(" ", -1))
                        .map(item -> Json.object("pk", Json.object("S", item.substring(0, 1)))
                                .set("sk", Json.object("N", item.substring(1))))
                        .toList())
                .map(items -> new Answer(
                        200,
                        Json.object("Items", Json.array(items))
                                .put("Count", items.size())
                                .put("ScannedCount", items.size())))
                .toList();
    }
}
