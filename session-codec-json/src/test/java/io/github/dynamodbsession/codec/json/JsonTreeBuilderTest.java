package io.github.dynamodbsession.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonTreeBuilderTest {

    private static JsonValue build(Consumer<JsonTreeBuilder> tokens) {
        JsonTreeBuilder builder = new JsonTreeBuilder(new JsonLimits(3, 100, 20));
        tokens.accept(builder);
        return builder.tree();
    }

    private static void assertRefused(Consumer<JsonTreeBuilder> tokens) {
        assertThatThrownBy(() -> build(tokens)).isInstanceOf(SessionCodecException.class);
    }

    @Test
    void tokensBecomeATree() {
        JsonValue tree = build(tokens -> {
            tokens.beginObject();
            tokens.name("a");
            tokens.beginArray();
            tokens.text("x");
            tokens.number("-1.50e+7");
            tokens.bool(true);
            tokens.nothing();
            tokens.end();
            tokens.name("");
            tokens.beginObject();
            tokens.end();
            tokens.end();
        });

        assertThat(JsonPrinter.print(tree)).isEqualTo("{\"a\":[\"x\",-1.50e+7,true,null],\"\":{}}");
    }

    @Test
    void aNameTwiceInOneObjectIsRefused() {
        assertRefused(tokens -> {
            tokens.beginObject();
            tokens.name("a");
            tokens.bool(true);
            tokens.name("a");
            tokens.bool(true);
            tokens.end();
        });
    }

    @Test
    void whatEndsTooEarlyOrTooLateIsRefused() {
        assertRefused(tokens -> {});
        assertRefused(JsonTreeBuilder::beginArray);
        assertRefused(tokens -> {
            tokens.bool(true);
            tokens.bool(true);
        });
        assertRefused(tokens -> tokens.name("outside"));
    }

    @Test
    void nestingIsBounded() {
        assertRefused(tokens -> List.of(1, 2, 3, 4).forEach(level -> tokens.beginArray()));
    }

    @Test
    void halfASurrogatePairIsRefusedInTextsAndNames() {
        assertRefused(tokens -> tokens.text("\uD83D"));
        assertRefused(tokens -> tokens.text("\uDE00\uD83D"));
        assertRefused(tokens -> {
            tokens.beginObject();
            tokens.name("\uD83Dx");
        });
        assertThat(build(tokens -> tokens.text("\uD83D\uDE00"))).isEqualTo(new JsonValue.Text("😀"));
    }

    @Test
    void whatIsNoNumberOfJsonIsRefused() {
        for (String literal : List.of("", "-", "01", "1.", ".5", "+1", "1e", "NaN", "Infinity", "0x1", "1_0", "١")) {
            assertRefused(tokens -> tokens.number(literal));
        }
        assertRefused(tokens -> tokens.number("1".repeat(10_001)));
    }
}
