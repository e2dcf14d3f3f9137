package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.demo.Browser.Answer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One node whose values each codec encodes, seen from a browser. */
@ParameterizedClass
@EnumSource
class CodecChoiceTest {

    private static final String SESSION = "/api/session";
    private static final String ATTRIBUTES = "/api/session/attributes/";
    private static final int PORT = FreePort.next();

    @Parameter
    CodecKind codec;

    private final Browser browser = new Browser();
    private RunningDemo demo;

    @BeforeEach
    void start() {
        DemoLog.configure();
        demo = new RunningDemo(DemoOptions.parse(
                List.of("--ports=" + PORT, "--storage=inmemory", "--codec=" + codec.option(), "--cleanup-interval=0")));
        demo.start();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void theNodeTellsItsCodec() {
        assertThat(browser.get(PORT, "/api/ping").json().get("codec").getAsString())
                .isEqualTo(codec.option());
    }

    @Test
    void everyValueThatTheApiTakesComesBackAsItWas() {
        for (String json : List.of(
                "\"\"",
                "\"é 😀 \\\\ @type\"",
                "true",
                "0",
                "-123456789012345678",
                "12345678901234567890123456789",
                "1.0",
                "1e400",
                "[]",
                "{}",
                "{\"@type\":\"x\",\"list\":[1,null,{\"deep\":[[true]]}],\"none\":null,\"\":\"\"}")) {
            Answer put = browser.put(PORT, ATTRIBUTES + "a", json);
            assertThat(put.status()).as(put.body()).isEqualTo(200);
            assertThat(browser.get(PORT, SESSION).attribute("a")).as(json).isEqualTo(JsonParser.parseString(json));
        }
    }

    @Test
    void aValueThatTheCodecDoesNotTakeIsAnErrorOfTheRequestAndStoresNothing() {
        browser.put(PORT, ATTRIBUTES + "small", "1");
        Answer put = browser.put(PORT, ATTRIBUTES + "deep", "[".repeat(250) + "]".repeat(250));
        assertThat(put.status()).isEqualTo(400);
        assertThat(put.error()).contains("'deep'", "200");
        assertThat(browser.get(PORT, SESSION)
                        .json()
                        .getAsJsonObject("attributes")
                        .keySet())
                .containsExactly("small");
    }

    @Test
    void whatAnotherCodecLeftInTheTableIsRead() {
        for (CodecKind other : CodecKind.values()) {
            EncodedValue left = CodecChoice.of(other).encode(List.of("a", new BigDecimal("1.0")));
            AttributeCodec here = CodecChoice.of(codec);
            assertThat(here.decode(left)).isEqualTo(List.of("a", new BigDecimal("1.0")));
        }
    }
}
