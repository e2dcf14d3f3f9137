package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.demo.Browser.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The cookie, and the id that the API shows, with each kind of tokens. */
@ParameterizedClass
@EnumSource
class TokensInDemoTest {

    private static final int PORT = FreePort.next();
    private static final String SESSION = "/api/session";

    @Parameter
    Tokens tokens;

    private final Browser browser = new Browser();
    private RunningDemo demo;

    @BeforeEach
    void start() {
        DemoLog.configure();
        demo = new RunningDemo(DemoOptions.parse(List.of(
                "--ports=" + PORT, "--storage=inmemory", "--tokens=" + tokens.option(), "--cleanup-interval=0")));
        demo.start();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").orElseThrow().split("[=;]", 3)[1];
    }

    private static String id(Answer answer) {
        return answer.json().get("id").getAsString();
    }

    private static Browser with(String cookie) {
        return new Browser().with("Cookie", "SESSION=" + cookie);
    }

    @Test
    void theNodeTellsItsTokens() {
        assertThat(browser.get(PORT, "/api/ping").json().get("tokens").getAsString())
                .isEqualTo(tokens.option());
    }

    @Test
    void whatTheApiShowsIsTheIdAndNeverTheToken() {
        Answer begun = browser.post(PORT, "/api/login?user=ann");
        Answer listed = browser.get(PORT, "/api/sessions");

        if (tokens == Tokens.PLAIN) {
            assertThat(cookie(begun)).isEqualTo(id(begun));
            return;
        }
        assertThat(id(begun)).startsWith("~");
        assertThat(cookie(begun)).matches("[A-Za-z0-9_-]{32}");
        assertThat(begun.body()).doesNotContain(cookie(begun));
        assertThat(listed.body()).doesNotContain(cookie(begun)).contains("\"~");
        assertThat(with(id(begun)).get(PORT, SESSION).status()).isEqualTo(404);
        assertThat(with(id(begun).substring(1)).get(PORT, SESSION).status()).isEqualTo(404);
    }

    @Test
    void aLogoutWithTheCookieFromBeforeALoginEndsTheSession() {
        String before = cookie(browser.put(PORT, "/api/session/attributes/cart", "1"));
        String after = cookie(browser.post(PORT, "/api/login?user=ann"));
        assertThat(with(before).get(PORT, SESSION).status()).isEqualTo(404);
        assertThat(with(after).get(PORT, SESSION).status()).isEqualTo(200);

        assertThat(with(before).delete(PORT, SESSION).status()).isEqualTo(204);

        assertThat(with(after).get(PORT, SESSION).status()).isEqualTo(404);
    }
}
