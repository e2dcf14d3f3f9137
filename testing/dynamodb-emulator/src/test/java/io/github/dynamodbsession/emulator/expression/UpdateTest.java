package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.b;
import static io.github.dynamodbsession.emulator.expression.Values.bs;
import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.l;
import static io.github.dynamodbsession.emulator.expression.Values.m;
import static io.github.dynamodbsession.emulator.expression.Values.map;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.ns;
import static io.github.dynamodbsession.emulator.expression.Values.placeholders;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static io.github.dynamodbsession.emulator.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {

    private static final String MISSING =
            invalid("The provided expression refers to an attribute that does not exist in the item");
    private static final String WRONG_TYPE = invalid("An operand in the update expression has an incorrect data type");
    private static final String WRONG_PATH =
            invalid("The document path provided in the update expression is invalid for update");

    private static UpdateResult update(Map<String, AttributeValue> item, String text, Object... placeholders) {
        Map<String, AttributeValue> copy = Map.copyOf(item);
        UpdateResult result =
                UpdateExpression.parse(text).bind(placeholders(placeholders)).apply(item);
        assertThat(item).isEqualTo(copy);
        return result;
    }

    private static Map<String, AttributeValue> updated(
            Map<String, AttributeValue> item, String text, Object... placeholders) {
        return update(item, text, placeholders).item();
    }

    private static String refused(Map<String, AttributeValue> item, String text, Object... placeholders) {
        return refusal(() -> update(item, text, placeholders));
    }

    @Test
    void setPutsValues() {
        assertThat(updated(map("pk", s("k"), "a", n("1")), "SET a = :a, #b = :b", ":a", s("x"), ":b", l(), "#b", "b.c"))
                .isEqualTo(map("pk", s("k"), "a", s("x"), "b.c", l()));
    }

    @Test
    void allIsReadAsItWasBefore() {
        assertThat(updated(map("a", s("old"), "b", s("other")), "SET a = b, b = a REMOVE c ADD d :one", ":one", n("1")))
                .isEqualTo(map("a", s("other"), "b", s("old"), "d", n("1")));
    }

    @Test
    void numbersAreAddedAndSubtracted() {
        Map<String, AttributeValue> item = map("a", n("10"), "m", m("c", n("1.5")));
        assertThat(updated(item, "SET a = a + :v", ":v", n("5"))).containsEntry("a", n("15"));
        assertThat(updated(item, "SET a = (a - :v)", ":v", n("10"))).containsEntry("a", n("0"));
        assertThat(updated(item, "SET a = :v - a", ":v", n("3"))).containsEntry("a", n("-7"));
        assertThat(updated(item, "SET m.c = m.c + a")).containsEntry("m", m("c", n("11.5")));
        assertThat(updated(item, "SET x = if_not_exists(x, :d) - :v", ":d", n("100"), ":v", n("3")))
                .containsEntry("x", n("97"));
    }

    @Test
    void numbersBeyondWhatIsStoredAreRefused() {
        Map<String, AttributeValue> item = map("big", n("9e125"), "small", n("1e-130"), "a", n("1e37"));
        assertThat(refused(item, "SET a = big + big"))
                .isEqualTo(invalid(
                        "Number overflow. Attempting to store a number with magnitude larger than supported range"));
        assertThat(refused(item, "SET a = small - :v", ":v", n("1.1e-130")))
                .isEqualTo(invalid(
                        "Number underflow. Attempting to store a number with magnitude smaller than supported range"));
        String tooPrecise =
                invalid("Number overflow. Attempting to store a number with magnitude larger than supported range");
        assertThat(refused(item, "ADD a :v", ":v", n("0.1"))).isEqualTo(tooPrecise);
        assertThat(refused(item, "SET a = big + small")).isEqualTo(tooPrecise);
        assertThat(updated(item, "ADD a :v", ":v", n("1")))
                .containsEntry("a", n("10000000000000000000000000000000000001"));
    }

    @Test
    void ifNotExistsTakesWhatIsThere() {
        Map<String, AttributeValue> item = map("a", s("there"), "m", m("x", n("1")));
        assertThat(updated(
                        item,
                        "SET a = if_not_exists(a, :d), b = if_not_exists(b, a), c = if_not_exists(m.x, :d)",
                        ":d",
                        s("else")))
                .isEqualTo(map("a", s("there"), "m", m("x", n("1")), "b", s("there"), "c", n("1")));
    }

    @Test
    void listsAreAppended() {
        Map<String, AttributeValue> item = map("a", l(s("b"), s("c")));
        assertThat(updated(item, "SET a = list_append(a, :v)", ":v", l(s("d"))))
                .containsEntry("a", l(s("b"), s("c"), s("d")));
        assertThat(updated(item, "SET a = list_append(:v, a)", ":v", l(s("a"))))
                .containsEntry("a", l(s("a"), s("b"), s("c")));
        assertThat(updated(item, "SET x = list_append(if_not_exists(x, :e), :v)", ":e", l(), ":v", l(s("d"))))
                .containsEntry("x", l(s("d")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET c = absent",
                "SET c = absent + :one",
                "SET c = :one - absent",
                "SET c = list_append(absent, list1)",
                "SET c = list_append(list1, absent)",
                "SET c = if_not_exists(absent, gone)",
                "SET c = map1.absent",
                "SET c = list1[1]"
            })
    void whatIsReadMustBeThere(String text) {
        assertThat(refused(map("list1", l(s("a")), "map1", m()), text, ":one", n("1")))
                .isEqualTo(MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET c = a + :one",
                "SET c = :one - a",
                "SET c = list_append(a, list1)",
                "SET c = list_append(list1, a)",
                "ADD a :one",
                "ADD a :set",
                "ADD set1 :one",
                "ADD set1 :other",
                "DELETE a :set",
                "DELETE set1 :other"
            })
    void whatIsReadMustBeOfItsType(String text) {
        assertThat(refused(
                        map("a", s("x"), "list1", l(s("a")), "set1", ss("a")),
                        text,
                        ":one",
                        n("1"),
                        ":set",
                        ss("a"),
                        ":other",
                        ns("1")))
                .isEqualTo(WRONG_TYPE);
    }

    @Test
    void nestedPathsChangeOnlyWhatTheyLeadTo() {
        AttributeValue untouched = m("x", n("1"));
        Map<String, AttributeValue> item =
                map("a", m("b", m("c", s("old"), "d", s("d")), "e", untouched), "f", untouched);
        Map<String, AttributeValue> after =
                updated(item, "SET a.b.c = :v, a.n = :w REMOVE a.b.d", ":v", s("new"), ":w", ss("w"));
        assertThat(after).isEqualTo(map("a", m("b", m("c", s("new")), "e", untouched, "n", ss("w")), "f", untouched));
        assertThat(after.get("f")).isSameAs(untouched);
        assertThat(((AttributeValue.M) after.get("a")).value().get("e")).isSameAs(untouched);
    }

    @Test
    void elementsOfListsAreReplacedAndAppendedBeyondTheEnd() {
        Map<String, AttributeValue> item = map("l", l(s("a"), s("b"), s("c")), "e", l());
        assertThat(updated(item, "SET l[1] = :v, e[0] = :w", ":v", s("x"), ":w", s("y")))
                .isEqualTo(map("l", l(s("a"), s("x"), s("c")), "e", l(s("y"))));
        assertThat(updated(item, "SET l[7] = :v, l[5] = :w, l[0] = l[2]", ":v", s("x"), ":w", s("y")))
                .containsEntry("l", l(s("c"), s("b"), s("c"), s("y"), s("x")));
    }

    @Test
    void removedElementsAreThoseOfTheOldPositions() {
        Map<String, AttributeValue> item = map("l", l(s("a"), s("b"), s("c"), s("d")));
        assertThat(updated(item, "REMOVE l[1]")).containsEntry("l", l(s("a"), s("c"), s("d")));
        assertThat(updated(item, "REMOVE l[0], l[2], l[9] SET l[3] = :v, l[8] = :w", ":v", s("x"), ":w", s("y")))
                .containsEntry("l", l(s("b"), s("x"), s("y")));
        assertThat(updated(map("l", l(m("a", n("1"), "b", n("2")))), "REMOVE l[0].a"))
                .containsEntry("l", l(m("b", n("2"))));
        assertThat(updated(map("l", l(s("a"))), "REMOVE l[0]")).containsEntry("l", l());
    }

    @Test
    void removingWhatIsNotThereDoesNothing() {
        Map<String, AttributeValue> item = map("m", m("a", n("1")), "l", l());
        assertThat(updated(item, "REMOVE x, m.x, l[3]")).isEqualTo(item);
        assertThat(updated(item, "DELETE x :v, m.x :v", ":v", ss("a"))).isEqualTo(item);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET absent.a = :v",
                "SET absent[0] = :v",
                "SET text1.a = :v",
                "SET text1[0] = :v",
                "SET map1[0] = :v",
                "SET list1.a = :v",
                "SET map1.absent.b = :v",
                "SET list1[5].b = :v",
                "REMOVE absent.a",
                "REMOVE absent[1]",
                "REMOVE text1.a",
                "REMOVE map1[1]",
                "REMOVE list1.a",
                "ADD absent.a :v",
                "ADD map1[1] :v",
                "DELETE absent.a :v",
                "DELETE list1.a :v"
            })
    void aPathMustLeadIntoWhatIsThere(String text) {
        assertThat(refused(map("text1", s("a"), "map1", m("a", n("1")), "list1", l(n("1"))), text, ":v", ss("a")))
                .isEqualTo(WRONG_PATH);
    }

    @Test
    void addAddsNumbersAndMembers() {
        Map<String, AttributeValue> item = map("n", n("10"), "s", ss("b", "a"), "m", m("x", ns("1")), "b", bs(b(1)));
        assertThat(updated(
                        item,
                        "ADD n :n, s :s, m.x :ns, b :bs, newNumber :n, m.y :s",
                        ":n",
                        n("-3"),
                        ":s",
                        ss("c", "a"),
                        ":ns",
                        ns("2", "1.0"),
                        ":bs",
                        bs(b())))
                .isEqualTo(map(
                        "n",
                        n("7"),
                        "s",
                        ss("a", "b", "c"),
                        "m",
                        m("x", ns("1", "2"), "y", ss("a", "c")),
                        "b",
                        bs(b(1), b()),
                        "newNumber",
                        n("-3")));
    }

    @Test
    void deleteRemovesMembersAndWithTheLastOneTheSet() {
        Map<String, AttributeValue> item = map("s", ss("", "a", "b"), "t", ss("a"), "m", m("x", ns("1")));
        assertThat(updated(item, "DELETE s :v, t :v, m.x :n", ":v", ss("a", "z"), ":n", ns("1.0", "2")))
                .isEqualTo(map("s", ss("", "b"), "m", m()));
    }

    @Test
    void whatWasToChangeIsGivenBackAsItWasAndAsItIs() {
        Map<String, AttributeValue> item =
                map("pk", s("k"), "a", m("b", s("dog"), "c", l(n("1"), n("2"), n("3"))), "d", s("cat"));
        UpdateResult result = update(item, "SET a.c[1] = :v, a.b = :w, e = d REMOVE d", ":v", n("8"), ":w", s("fox"));
        assertThat(result.updatedOld()).isEqualTo(map("a", m("c", l(n("2")), "b", s("dog")), "d", s("cat")));
        assertThat(result.updatedNew()).isEqualTo(map("a", m("c", l(n("8")), "b", s("fox")), "e", s("cat")));
    }

    @Test
    void whatIsBeyondTheEndOfAListIsNotGivenBackAndWhatMovesUpIs() {
        Map<String, AttributeValue> item = map("l", l(n("1"), n("2"), n("3")));
        UpdateResult appended = update(item, "SET l[100] = :v", ":v", n("4"));
        assertThat(appended.updatedOld()).isEmpty();
        assertThat(appended.updatedNew()).isEmpty();
        UpdateResult removed = update(item, "REMOVE l[1], l[7]");
        assertThat(removed.updatedOld()).isEqualTo(map("l", l(n("2"))));
        assertThat(removed.updatedNew()).isEqualTo(map("l", l(n("3"))));
    }

    @Test
    void theAttributesThatItChangesAreKnown() {
        Update update = UpdateExpression.parse("SET a.b = c[0], d = if_not_exists(e.f, :v) REMOVE g ADD h :v")
                .bind(placeholders(":v", n("1")));
        assertThat(update.attributes()).containsExactly("a", "d", "g", "h");
        assertThat(update.nestedAttributes()).containsExactly("a", "c", "e");
        assertThat(update.onlyRemoves()).isFalse();
        assertThat(UpdateExpression.parse("REMOVE a DELETE b :v")
                        .bind(placeholders(":v", ss("1")))
                        .onlyRemoves())
                .isTrue();
    }
}
