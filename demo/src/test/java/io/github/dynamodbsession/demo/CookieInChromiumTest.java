package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.SessionFilter;
import io.github.dynamodbsession.servlet.option.SameSite;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a browser handles each kind of cookie. This machine is two sites to it: {@code localhost}, which has the session,
 * and {@code 127.0.0.1}.
 */
class CookieInChromiumTest {

    private static final String SECRET = "keyboard cat keyboard cat";

    @TempDir
    private static Path profile;

    private static Chromium chromium;

    private final int port = FreePort.next();
    private Node node;

    @BeforeEach
    void startOrClearChromium() {
        Chromium.assumeItIsThere();
        if (chromium == null) {
            chromium = Chromium.start(profile);
        }
        chromium.clearCookies();
    }

    @AfterEach
    void stopNode() {
        if (node != null) {
            node.close();
        }
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** A session of which the browser has the cookie, on a node whose filter has these options. */
    private DemoPage begin(UnaryOperator<SessionFilter.Builder> options) {
        SessionStore store = SessionStore.builder(InMemoryStorageClient.create())
                .tokens(TokenKind.HASHED)
                .build();
        Filter filter = options.apply(SessionFilter.builder(store)).build();
        node = Nodes.started(port, List.of(port), Map.of("storage", "inmemory"), new NodeSessions() {
            @Override
            public List<Filter> filters() {
                return List.of(filter);
            }

            @Override
            public void close() {
                store.close();
            }
        });
        return chromium.open(port).set("cart", "hat");
    }

    private String api() {
        return "http://localhost:" + port + "/api/session";
    }

    private String otherSite() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Whether a script of another site's page gets at the session. */
    private boolean isSentWithRequestsOfAnotherSite() {
        chromium.visit(otherSite());
        return chromium.fetchesWithCookies(api());
    }

    /** Whether someone who comes from another site has the session. */
    private boolean isSentToThoseWhoComeFromAnotherSite() {
        chromium.visit(otherSite());
        return chromium.follow(api()).contains("hat");
    }

    @Test
    void aSignedCookieIsKeptAsItWasWrittenAndIsWorthNothingWhenAltered() {
        DemoPage page = begin(options -> options.cookieSecret(SECRET));
        String value = String.valueOf(chromium.sessionCookie().get("value"));

        assertThat(value).matches("s%3A[A-Za-z0-9_-]{32}\\.[A-Za-z0-9%]{43,}");
        assertThat(page.text("id")).startsWith("~");
        assertThat(value).doesNotContain(page.text("id").substring(1));
        assertThat(chromium.open(port).text("attributes")).contains("hat");

        chromium.alterSessionCookie(value.substring(0, value.length() - 1) + (value.endsWith("A") ? "B" : "A"));

        assertThat(chromium.open(port).text("none")).startsWith("There is none yet.");
    }

    @Test
    void aNewSecretSignsAndTheOldOneStillCounts() {
        begin(options -> options.cookieSecret(SECRET));
        String ofOldSecret = String.valueOf(chromium.sessionCookie().get("value"));
        node.close();
        chromium.clearCookies();

        begin(options -> options.cookieSecret("new, and of 24 characters").cookieSecret(SECRET));

        assertThat(chromium.sessionCookie().get("value")).isNotEqualTo(ofOldSecret);
        assertThat(chromium.open(port).text("attributes")).contains("hat");
    }

    @Test
    void aLaxCookieComesWithPeopleAndNotWithRequestsOfAnotherSite() {
        begin(options -> options);

        assertThat(chromium.sessionCookie()).containsEntry("sameSite", "Lax");
        assertThat(isSentWithRequestsOfAnotherSite()).isFalse();
        assertThat(isSentToThoseWhoComeFromAnotherSite()).isTrue();
    }

    @Test
    void aStrictCookieDoesNotComeFromAnotherSiteAtAll() {
        begin(options -> options.cookieSameSite(SameSite.STRICT));

        assertThat(chromium.sessionCookie()).containsEntry("sameSite", "Strict");
        assertThat(isSentWithRequestsOfAnotherSite()).isFalse();
        assertThat(isSentToThoseWhoComeFromAnotherSite()).isFalse();
        assertThat(chromium.open(port).text("attributes")).contains("hat");
    }

    @Test
    void aCookieForOtherSitesIsSecureAndComesWithTheirRequests() {
        begin(options -> options.cookieSameSite(SameSite.NONE));

        assertThat(chromium.sessionCookie()).containsEntry("sameSite", "None").containsEntry("secure", true);
        assertThat(isSentWithRequestsOfAnotherSite()).isTrue();
    }

    @Test
    void aPartitionedCookieIsKeptApartForEachSiteThatEmbedsTheApplication() {
        begin(options -> options.cookieSameSite(SameSite.NONE).cookiePartitioned(true));

        assertThat(chromium.sessionCookie())
                .containsEntry("secure", true)
                .hasEntrySatisfying(
                        "partitionKey", key -> assertThat(String.valueOf(key)).contains("http://localhost"));
        assertThat(isSentWithRequestsOfAnotherSite()).isFalse();
        assertThat(chromium.open(port).text("attributes")).contains("hat");
    }
}
