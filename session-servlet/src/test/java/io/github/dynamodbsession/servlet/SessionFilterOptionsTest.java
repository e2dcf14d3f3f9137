package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.option.SameSite;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilterOptionsTest {

    private final SessionStore store = SessionStore.builder(InMemoryStorageClient.create())
            .cleanupInterval(Duration.ZERO)
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "ä", "a\r\nb", "\"a\"", "a,b", "a/b"})
    void aCookieNameMustBeAToken(String name) {
        assertRefused(builder -> builder.cookieName(name), "cookieName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a;b", "/a b", "/ä", "/\r\nSet-Cookie: a=b"})
    void aCookiePathMustBeAPath(String path) {
        assertRefused(builder -> builder.cookiePath(path), "cookiePath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".example.org", "example.org.", "a b", "a;b", "ä.org", "a\r\nb", "localhost:80"})
    void aCookieDomainMustBeADomain(String domain) {
        assertRefused(builder -> builder.cookieDomain(domain), "cookieDomain");
    }

    @Test
    void aCookieMustLiveForASecond() {
        assertRefused(builder -> builder.cookieMaxAge(Duration.ofMillis(999)), "cookieMaxAge");
        assertRefused(builder -> builder.cookieMaxAge(Duration.ZERO), "cookieMaxAge");
        assertRefused(builder -> builder.cookieMaxAge(Duration.ofDays(-1)), "cookieMaxAge");
        assertAccepted(builder -> builder.cookieMaxAge(Duration.ofSeconds(1)));
    }

    @Test
    void aCookieForOtherSitesMustBeSecure() {
        assertRefused(builder -> builder.cookieSameSite(SameSite.NONE).cookieSecure(false), "cookieSecure");
        assertAccepted(builder -> builder.cookieSameSite(SameSite.NONE).cookieSecure(true));
        assertAccepted(builder -> builder.cookieSameSite(SameSite.NONE));
    }

    @Test
    void aPartitionedCookieMustBeSecure() {
        assertRefused(builder -> builder.cookiePartitioned(true).cookieSecure(false), "cookieSecure");
        assertAccepted(builder -> builder.cookiePartitioned(true));
    }

    @Test
    void aSecretMustNotBeSoShortThatItCanBeGuessed() {
        assertRefused(
                builder -> builder.cookieSecret("keyboard cat keyboard cat").cookieSecret(""), "cookieSecret");
        assertRefused(builder -> builder.cookieSecret("keyboard cat"), "cookieSecret must have at least 16 bytes");
        assertAccepted(builder -> builder.cookieSecret("sixteen bytes it"));
    }

    @Test
    void whatBrowsersCutIsRefused() {
        assertRefused(builder -> builder.cookiePath("/" + "a".repeat(1024)), "cookiePath");
        assertAccepted(builder -> builder.cookiePath("/" + "a".repeat(1023)));
    }

    @Test
    void aNameThatPromisesSomethingIsHeldToIt() {
        assertRefused(builder -> builder.cookieName("__Secure-id").cookieSecure(false), "cookieSecure");
        assertRefused(builder -> builder.cookieName("__Host-id"), "cookiePath");
        assertRefused(builder -> builder.cookieName("__host-id").cookiePath("/a"), "cookiePath");
        assertRefused(
                builder -> builder.cookieName("__Host-id").cookiePath("/").cookieDomain("example.org"), "cookieDomain");
        assertRefused(builder -> builder.cookieName("__Host-id").cookiePath("/").cookieSecure(false), "cookieSecure");
        assertAccepted(builder -> builder.cookieName("__Host-id").cookiePath("/"));
        assertAccepted(builder -> builder.cookieName("__Secure-id").cookieSecure(true));
    }

    @Test
    void whatIsNeededIsNeverNull() {
        assertThatThrownBy(() -> SessionFilter.of(null)).isInstanceOf(NullPointerException.class);
        SessionFilter.Builder builder = SessionFilter.builder(store);
        assertThatThrownBy(() -> builder.cookieName(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.cookiePath(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.cookieDomain(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.cookieMaxAge(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.cookieSameSite(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.cookiePriority(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.cookieSecret(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.onStorageFailure(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.listener(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.onSessionEnded(null)).isInstanceOf(NullPointerException.class);
    }

    private void assertRefused(UnaryOperator<SessionFilter.Builder> options, String named) {
        SessionFilter.Builder builder = options.apply(SessionFilter.builder(store));
        assertThatThrownBy(builder::build)
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining(named);
    }

    private void assertAccepted(UnaryOperator<SessionFilter.Builder> options) {
        SessionFilter.Builder builder = options.apply(SessionFilter.builder(store));
        assertThatCode(builder::build).doesNotThrowAnyException();
    }
}
