package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees of what Spring keeps in the session, with each codec: begun at one node, gone on with at another. */
class FrameworksOverHttpTest {

    /** By their codecs: each is started by the first test that asks for it. */
    private static final Map<String, TwoNodes> NODES = new HashMap<>();

    private URI other;

    private record TwoNodes(RunningShop shop, URI one, URI other) {

        static TwoNodes with(String codec) {
            RunningShop shop = RunningShop.of(FrameworksApplication.class, "dynamodb.session.codec=" + codec);
            return new TwoNodes(shop, RunningShop.address(shop.start()), RunningShop.address(shop.start()));
        }
    }

    private Browser browser(String codec) {
        TwoNodes nodes = NODES.computeIfAbsent(codec, TwoNodes::with);
        other = nodes.other();
        return new Browser(nodes.one());
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(nodes -> nodes.shop().close());
        NODES.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void whoSavesAFormSeesItSaidOnTheNextPage(String codec) {
        Browser browser = browser(codec);
        HttpResponse<String> saved = browser.post("/open/save");
        assertThat(saved.statusCode()).isEqualTo(302);
        browser.goTo(other);
        String next =
                URI.create(saved.headers().firstValue("Location").orElseThrow()).getPath() + "?page=2";
        assertThat(browser.get(next).body()).isEqualTo("saved 5");
        assertThat(browser.get(next).body()).as("once").isEqualTo("null null");
    }

    @ParameterizedTest
    @ValueSource(strings = "java")
    void whoSavesAnInvalidFormSeesWhatIsWrong(String codec) {
        Browser browser = browser(codec);
        browser.post("/open/save", "invalid", "true");
        browser.goTo(other);
        assertThat(browser.get("/open/list?page=2").body()).isEqualTo("saved 5 too.short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aBeanOfTheSessionThatIsDestroyedAtItsEndIsKept(String codec) {
        Browser browser = browser(codec);
        assertThat(browser.post("/open/count").body()).isEqualTo("1");
        assertThat(browser.post("/open/count").body()).isEqualTo("2");
        browser.goTo(other);
        assertThat(browser.post("/open/count").body()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void aWizardGoesOn(String codec) {
        Browser browser = browser(codec);
        assertThat(browser.post("/open/step", "name", "x").statusCode()).isEqualTo(302);
        browser.goTo(other);
        assertThat(browser.get("/open/step").body()).isEqualTo("Step[name=x, answers=[a]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jackson", "gson"})
    void whoLogsInWhileTheDatabaseIsDownSeesTheLoginPage(String codec) {
        Browser browser = browser(codec);
        HttpResponse<String> login = browser.login("alice", "a");
        assertThat(login.statusCode()).isEqualTo(302);
        assertThat(login.headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
        browser.goTo(other);
        HttpResponse<String> page = browser.get("/login?error");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("alert").doesNotContain("down");
        assertThat(browser.get("/open/why").body()).contains("InternalAuthenticationServiceException");
    }
}
