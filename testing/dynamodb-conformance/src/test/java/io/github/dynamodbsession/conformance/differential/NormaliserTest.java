package io.github.dynamodbsession.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What has no order is put in one; everything else stays. */
class NormaliserTest {

    private static final Request GET = new Request("GetItem", Json.object());

    @Test
    void setsAndUndefinedValuesAreEvenedOut() {
        assertThat(differences(
                        "{\"Item\":{\"s\":{\"SS\":[\"a\",\"b\"]},\"n\":{\"NS\":[\"1\",\"2\"]}},\"TableId\":\"1\"}",
                        "{\"TableId\":\"2\",\"Item\":{\"n\":{\"NS\":[\"2\",\"1\"]},\"s\":{\"SS\":[\"b\",\"a\"]}}}"))
                .isEmpty();
        assertThat(differences(
                        "{\"ItemCount\":1,\"CreationDateTime\":1.5}", "{\"ItemCount\":0,\"CreationDateTime\":7}"))
                .isEmpty();
        assertThat(differences(
                        "{\"TableArn\":\"arn:aws:dynamodb:us-east-1:123:table/t\"}",
                        "{\"TableArn\":\"arn:aws:dynamodb:eu-west-1:000:table/t\"}"))
                .isEmpty();
    }

    @Test
    void listsNumbersAndNamesAreNot() {
        assertThat(differences("{\"a\":{\"L\":[1,2]}}", "{\"a\":{\"L\":[2,1]}}"))
                .hasSize(2);
        assertThat(differences("{\"a\":{\"N\":\"1\"}}", "{\"a\":{\"N\":\"1.0\"}}"))
                .hasSize(1);
        assertThat(differences("{\"Units\":1}", "{\"Units\":1.0}")).isEmpty();
        assertThat(differences("{\"ItemCount\":1}", "{}")).hasSize(1);
        assertThat(differences(
                        "{\"TableArn\":\"arn:aws:dynamodb:us-east-1:123:table/t\"}",
                        "{\"TableArn\":\"arn:aws:dynamodb:us-east-1:123:table/u\"}"))
                .hasSize(1);
    }

    @Test
    void messagesAreSortedOnlyWhereTheyEnumerate() {
        assertThat(Normaliser.message("unused in expressions: keys: {#b, #a}"))
                .isEqualTo("unused in expressions: keys: {#a, #b}");
        assertThat(Normaliser.message("Member must satisfy enum value set: [TOTAL, NONE]"))
                .isEqualTo("Member must satisfy enum value set: [NONE, TOTAL]");
        assertThat(Normaliser.message("2 validation errors detected: Value b; Value a"))
                .isEqualTo("2 validation errors detected: Value a; Value b");
        assertThat(Normaliser.message("path one: [b], path two: [a]")).isEqualTo("path one: [b], path two: [a]");
    }

    private static List<Difference> differences(String one, String other) {
        return Differences.between(
                Normaliser.normalised(GET, new Answer(200, Json.read(one))),
                Normaliser.normalised(GET, new Answer(200, Json.read(other))));
    }
}
