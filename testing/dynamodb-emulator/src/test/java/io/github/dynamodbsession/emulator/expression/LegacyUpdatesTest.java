package io.github.dynamodbsession.emulator.expression;

import static io.github.dynamodbsession.emulator.expression.Values.OF_EACH_TYPE;
import static io.github.dynamodbsession.emulator.expression.Values.invalid;
import static io.github.dynamodbsession.emulator.expression.Values.l;
import static io.github.dynamodbsession.emulator.expression.Values.map;
import static io.github.dynamodbsession.emulator.expression.Values.n;
import static io.github.dynamodbsession.emulator.expression.Values.ns;
import static io.github.dynamodbsession.emulator.expression.Values.refusal;
import static io.github.dynamodbsession.emulator.expression.Values.s;
import static io.github.dynamodbsession.emulator.expression.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.expression.AttributeUpdate.Kind;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LegacyUpdatesTest {

    private static Update update(String attribute, @Nullable Kind action, @Nullable AttributeValue value) {
        return Update.ofAttributeUpdates(Map.of(attribute, new AttributeUpdate(action, value)));
    }

    private static String refused(@Nullable Kind action, @Nullable AttributeValue value) {
        return refusal(() -> update("a", action, value));
    }

    @Test
    void putIsWhatIsDoneIfNothingIsSaid() {
        Map<String, AttributeValue> item = map("a", n("1"));
        assertThat(update("a", null, s("x")).apply(item).item()).isEqualTo(map("a", s("x")));
        assertThat(update("a.b", Kind.PUT, s("x")).apply(item).item()).isEqualTo(map("a", n("1"), "a.b", s("x")));
    }

    @Test
    void addAddsNumbersMembersAndElements() {
        Map<String, AttributeValue> item = map("n", n("1"), "s", ss("a"), "l", l(n("1")));
        assertThat(update("n", Kind.ADD, n("2")).apply(item).item()).containsEntry("n", n("3"));
        assertThat(update("s", Kind.ADD, ss("b")).apply(item).item()).containsEntry("s", ss("a", "b"));
        assertThat(update("l", Kind.ADD, l(n("1"))).apply(item).item()).containsEntry("l", l(n("1"), n("1")));
        assertThat(update("x", Kind.ADD, n("2")).apply(item).item()).containsEntry("x", n("2"));
        assertThat(update("x", Kind.ADD, l()).apply(item).item()).containsEntry("x", l());
    }

    @Test
    void deleteRemovesMembersOrTheAttribute() {
        Map<String, AttributeValue> item = map("n", n("1"), "s", ss("a", "b"));
        assertThat(update("n", Kind.DELETE, null).apply(item).item()).isEqualTo(map("s", ss("a", "b")));
        assertThat(update("s", Kind.DELETE, ss("b")).apply(item).item()).containsEntry("s", ss("a"));
        assertThat(update("s", Kind.DELETE, ss("b", "a")).apply(item).item()).isEqualTo(map("n", n("1")));
        assertThat(update("x", Kind.DELETE, ss("b")).apply(item).item()).isEqualTo(item);
        assertThat(update("x", Kind.DELETE, null).onlyRemoves()).isTrue();
    }

    @Test
    void anActionTakesItsTypes() {
        Set<String> sets = Set.of("SS", "NS", "BS");
        Set<String> added = Set.of("N", "L", "SS", "NS", "BS");
        OF_EACH_TYPE.forEach((type, value) -> {
            assertThat(refused(Kind.PUT, value)).isEmpty();
            assertThat(refused(Kind.ADD, value))
                    .isEqualTo(
                            added.contains(type)
                                    ? ""
                                    : invalid("One or more parameter values were invalid: ADD action is not supported"
                                            + " for the type " + type));
            assertThat(refused(Kind.DELETE, value))
                    .isEqualTo(
                            sets.contains(type)
                                    ? ""
                                    : invalid("One or more parameter values were invalid: DELETE action with value is"
                                            + " not supported for the type " + type));
        });
    }

    @Test
    void onlyDeleteNeedsNoValue() {
        String why = invalid("One or more parameter values were invalid: Only DELETE action is allowed when no"
                + " attribute value is specified");
        assertThat(refused(null, null)).isEqualTo(why);
        assertThat(refused(Kind.PUT, null)).isEqualTo(why);
        assertThat(refused(Kind.ADD, null)).isEqualTo(why);
        assertThat(refused(Kind.DELETE, null)).isEmpty();
    }

    @Test
    void whatIsThereMustBeOfTheSameType() {
        String why = invalid("Type mismatch for attribute to update");
        Map<String, AttributeValue> item = map("a", ss("1"));
        assertThat(refusal(() -> update("a", Kind.ADD, ns("1")).apply(item))).isEqualTo(why);
        assertThat(refusal(() -> update("a", Kind.ADD, n("1")).apply(item))).isEqualTo(why);
        assertThat(refusal(() -> update("a", Kind.DELETE, ns("1")).apply(item))).isEqualTo(why);
    }

    @Test
    void whatWasToChangeIsGivenBack() {
        UpdateResult result = Update.ofAttributeUpdates(Map.of(
                        "a", new AttributeUpdate(Kind.PUT, s("new")), "b", new AttributeUpdate(Kind.DELETE, null)))
                .apply(map("pk", s("k"), "a", s("old"), "b", s("b")));
        assertThat(result.updatedOld()).isEqualTo(map("a", s("old"), "b", s("b")));
        assertThat(result.updatedNew()).isEqualTo(map("a", s("new")));
    }

    @Test
    void nothingMayChange() {
        Update nothing = Update.ofAttributeUpdates(Map.of());
        assertThat(nothing.apply(map("pk", s("k"))).item()).isEqualTo(map("pk", s("k")));
        assertThat(nothing.onlyRemoves()).isFalse();
        assertThat(nothing.attributes()).isEmpty();
    }
}
