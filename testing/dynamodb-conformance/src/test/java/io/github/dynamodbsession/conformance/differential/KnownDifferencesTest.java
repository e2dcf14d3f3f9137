package io.github.dynamodbsession.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry of the list matches what it names, and nothing else. */
class KnownDifferencesTest {

    private static final String INVALID = "400 com.amazon.coral.validate#ValidationException message: ";
    private static final Request PUT = new Request("PutItem", Json.object("TableName", "diff-hash"));

    @Test
    void everyEntrySaysWhoIsRightAndWhere() {
        assertThat(KnownDifferences.listed().entries())
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.right()).isIn("emulator", "dynalite");
                    assertThat(entry.source()).isNotBlank();
                    assertThat(entry.operations()).allMatch(KnownDifferencesTest::isOperation);
                })
                .extracting(KnownDifference::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void anEntryIsFoundAndCounted() {
        KnownDifferences known = KnownDifferences.listed();

        assertThat(known.find(PUT, envelope("ReturnValues can only be ALL_OLD or NONE", 1)))
                .isPresent();
        assertThat(known.matched()).hasSize(1);
        assertThat(known.unmatched()).hasSize(known.entries().size() - 1);
    }

    @Test
    void whatOneSideSaidMustBeSaidByTheOther() {
        KnownDifferences known = KnownDifferences.listed();

        assertThat(known.find(PUT, new Difference("", INVALID + "1 validation error detected: one", INVALID + "other")))
                .isEmpty();
    }

    @Test
    void faultsThatTakeTheTableToBeSeenAreNotCounted() {
        KnownDifferences known = KnownDifferences.listed();

        assertThat(known.find(PUT, envelope("The provided key element does not match the schema", 1)))
                .isEmpty();
    }

    @Test
    void anotherOperationAndAnotherPlaceAreNoMatch() {
        KnownDifferences known = KnownDifferences.listed();
        Difference difference = envelope("ReturnValues can only be ALL_OLD or NONE", 1);

        assertThat(known.find(new Request("GetItem", PUT.body()), difference)).isEmpty();
        assertThat(known.find(PUT, new Difference("/Item", difference.emulator(), difference.dynalite())))
                .isEmpty();
        assertThat(known.find(PUT, new Difference("", difference.dynalite(), difference.emulator())))
                .isEmpty();
    }

    private static Difference envelope(String text, int errors) {
        return new Difference("", INVALID + errors + " validation error detected: " + text, INVALID + text);
    }

    private static boolean isOperation(String name) {
        return List.of(
                        "GetItem",
                        "PutItem",
                        "UpdateItem",
                        "DeleteItem",
                        "Query",
                        "Scan",
                        "BatchGetItem",
                        "BatchWriteItem",
                        "CreateTable",
                        "UpdateTable",
                        "DeleteTable",
                        "DescribeTable",
                        "ListTables")
                .contains(name);
    }
}
