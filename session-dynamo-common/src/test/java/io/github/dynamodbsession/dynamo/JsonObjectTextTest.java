package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTextTest {

    private static final String SECRET = "s3cret";

    @Test
    void membersAreSplitWithWhateverIsInThem() {
        JsonObjectText object = JsonObjectText.of(
                " { \"a\" : 1.50e+3 ,\"b\\u0041\\n\":\"}\\\"{\", \"\" : [ {\"x\":[]} , null ],\"c\":{ } } ");

        assertThat(object.names()).containsExactlyInAnyOrder("a", "bA\n", "", "c");
        assertThat(object.get("a")).isEqualTo("1.50e+3");
        assertThat(object.get("bA\n")).isEqualTo("\"}\\\"{\"");
        assertThat(object.get("")).isEqualTo("[ {\"x\":[]} , null ]");
        assertThat(object.get("c")).isEqualTo("{ }");
        assertThat(object.get("d")).isNull();
    }

    @Test
    void aChangeLeavesEveryOtherCharacter() {
        JsonObjectText object = JsonObjectText.of(" {\n \"a\" : 1 ,\t\"b\":2 , \"c\": {\"d\" :3}\n}\n");

        assertThat(object.with(Map.of("b", "true"), Set.of()).text())
                .isEqualTo(" {\n \"a\" : 1 ,\t\"b\":true , \"c\": {\"d\" :3}\n}\n");
        assertThat(object.with(Map.of("x\"", "[]"), Set.of("b")).text())
                .isEqualTo(" {\n \"a\" : 1 , \"c\": {\"d\" :3},\"x\\\"\":[]\n}\n");
        assertThat(object.with(Map.of(), Set.of("a")).text()).isEqualTo(" {\n \"b\":2 , \"c\": {\"d\" :3}\n}\n");
        assertThat(object.with(Map.of(), Set.of("a", "b", "c")).text()).isEqualTo(" {\n \n}\n");
        assertThat(object.with(Map.of(), Set.of("x"))).isSameAs(object);
        assertThat(JsonObjectText.empty().with(Map.of("a", "1"), Set.of()).text())
                .isEqualTo("{\"a\":1}");
    }

    /** As {@code JSON.parse}. */
    @Test
    void ofTwoMembersOfOneNameTheLastCounts() {
        JsonObjectText object = JsonObjectText.of("{\"a\":1,\"b\":2,\"\\u0061\":3,\"c\":4}");

        assertThat(object.get("a")).isEqualTo("3");
        assertThat(object.with(Map.of("c", "5"), Set.of()).text()).isEqualTo("{\"a\":1,\"b\":2,\"\\u0061\":3,\"c\":5}");
        assertThat(object.with(Map.of("a", "6"), Set.of()).text()).isEqualTo("{\"b\":2,\"\\u0061\":6,\"c\":4}");
        assertThat(object.with(Map.of(), Set.of("a")).text()).isEqualTo("{\"b\":2,\"c\":4}");
    }

    @Test
    void noDepthExhaustsTheStack() {
        String deep = "[{\"a\":".repeat(4_999) + "1" + "}]".repeat(4_999);

        JsonObjectText object = JsonObjectText.of("{\"deep\":" + deep + ",\"b\":2}");

        assertThat(object.get("deep")).isEqualTo(deep);
        assertThat(object.with(Map.of("b", "3"), Set.of()).text()).isEqualTo("{\"deep\":" + deep + ",\"b\":3}");
        assertThatExceptionOfType(BrokenJsonException.class)
                .isThrownBy(() -> JsonObjectText.of("{\"a\":" + "[".repeat(1_000_000)))
                .withMessageContaining("10000 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "5",
                "[]",
                "\"s3cret\"",
                "{",
                "}",
                "{\"s3cret\"",
                "{\"s3cret\":",
                "{\"s3cret\":}",
                "{\"s3cret\":1",
                "{\"s3cret\":1,",
                "{\"s3cret\":1,}",
                "{,}",
                "{\"s3cret\" 1}",
                "{\"s3cret\":1 \"b\":2}",
                "{s3cret:1}",
                "{'s3cret':1}",
                "{\"s3cret\":1}}",
                "{\"s3cret\":1} x",
                "{\"a\":s3cret}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"s3cret}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u１２３４\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":[1 2]}",
                "{\"a\":[1,]}",
                "{\"a\":[1}}",
                "{\"a\":{\"b\":1]}",
                "{\"a\":1}\u00a0",
                "\ufeff{}"
            })
    void whatJavaScriptRefusesIsRefusedWithoutBeingQuoted(String text) {
        assertThatExceptionOfType(BrokenJsonException.class)
                .isThrownBy(() -> JsonObjectText.of(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void whatIsQuotedIsUnquotedAsItWas() {
        Random random = new Random(23);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            String quoted = JsonObjectText.quoted(text);

            assertThat(JsonScan.isValue(quoted)).isTrue();
            assertThat(JsonObjectText.unquoted(quoted)).isEqualTo(text);
            assertThat(quoted.chars().noneMatch(c -> c < ' ')).isTrue();
        }
        assertThat(JsonObjectText.quoted("\ud800a\ud83d\ude00\udc00")).isEqualTo("\"\\ud800a\ud83d\ude00\\udc00\"");
        assertThat(JsonObjectText.unquoted("\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"")).isEqualTo("/\b\f\n\r\t\\\"");
    }

    private static String text(Random random) {
        String characters = "ab\"\\/\b\f\n\r\t\u0001é\u2028😀\ud800";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** Changes of random objects have the same members as changes of their trees, by another parser. */
    @Test
    void randomChangesOfRandomObjectsAreThoseOfTheirTrees() {
        Random random = new Random(2316);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            Map<String, String> members = new LinkedHashMap<>();
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                members.put("n" + i + text(random).replace("\ud800", ""), value(random, 3));
            }
            text.append(space(random)).append('{').append(space(random));
            List<String> parts = new ArrayList<>();
            members.forEach((name, value) -> parts.add(
                    JsonObjectText.quoted(name) + space(random) + ":" + space(random) + value + space(random)));
            text.append(String.join("," + space(random), parts)).append('}').append(space(random));
            JsonObject tree = JsonParser.parseString(text.toString()).getAsJsonObject();

            JsonObjectText object = JsonObjectText.of(text.toString());
            assertThat(object.names()).isEqualTo(tree.keySet());
            Map<String, String> set = new LinkedHashMap<>();
            set.put(
                    random.nextBoolean() || members.isEmpty()
                            ? "new"
                            : members.keySet().iterator().next(),
                    value(random, 2));
            Set<String> removed = Set.of("n1", "none");
            set.forEach((name, value) -> tree.add(name, JsonParser.parseString(value)));
            removed.forEach(tree::remove);

            JsonElement changed =
                    JsonParser.parseString(object.with(set, removed).text());
            assertThat(changed).isEqualTo(tree);
        }
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n\t ", "\r").get(random.nextInt(5));
    }

    private static String value(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 6);
        return switch (kind) {
            case 0 -> JsonObjectText.quoted(text(random).replace("\ud800", ""));
            case 1 -> List.of("0", "-1", "1.5e-3", "12345678901234567890").get(random.nextInt(4));
            case 2 -> "null";
            case 3 -> "true";
            case 4 ->
                "[" + space(random) + value(random, depth - 1) + space(random) + "," + value(random, depth - 1) + "]";
            default -> "{" + space(random) + "\"a\":" + value(random, depth - 1) + space(random) + "}";
        };
    }
}
