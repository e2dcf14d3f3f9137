package io.github.dynamodbsession.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

    @Test
    void whatNeedsNoLibraryIsRead() {
        assertThat(PlainJson.read("\"\"")).isEqualTo("");
        assertThat(PlainJson.read("\"Ein Kätzchen für 5 €\"")).isEqualTo("Ein Kätzchen für 5 €");
        assertThat(PlainJson.read("true")).isEqualTo(true);
        assertThat(PlainJson.read("false")).isEqualTo(false);
        assertThat(PlainJson.read("0")).isEqualTo(0);
        assertThat(PlainJson.read("-1")).isEqualTo(-1);
        assertThat(PlainJson.read("999999999")).isEqualTo(999_999_999);
    }

    /** Whether it is JSON or not: the library says what is wrong with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"a",
                "a\"",
                "\"a\"b\"",
                "\"a\" ",
                "\"\\n\"",
                "\"\\\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"😀\"",
                "\"\ud83d\"",
                "tru",
                "trueish",
                "False",
                "null",
                "-",
                "-0",
                "00",
                "01",
                "-01",
                "1.5",
                "1e3",
                "+1",
                "1 ",
                "1000000000",
                "2147483648",
                "١",
                "[]",
                "{}"
            })
    void everythingElseIsForTheLibrary(String json) {
        assertThat(PlainJson.read(json)).isNull();
    }
}
