package io.github.dynamodbsession.servlet.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.servlet.option.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log line at startup on how tokens are sent. */
class TokenTransportTextTest {

    private static final String SECRET = "wJalrXUtnFEMIK7MDENG";

    @Test
    void theDefaultsAreSaid() {
        assertThat(new TokenTransport(CookieSettings.NONE.cookie(false), true, null, null).text())
                .isEqualTo("cookie SESSION, Path=the application's, HttpOnly, Secure as the request, SameSite=Lax,"
                        + " not signed");
    }

    @Test
    void whatIsSetIsSaidAndNoSecret() {
        CookieSettings settings = CookieSettings.builder()
                .name("SHOP")
                .path("/")
                .domain("shop.example")
                .maxAge(Duration.ofHours(1))
                .httpOnly(false)
                .secure(true)
                .sameSite(SameSite.STRICT)
                .partitioned(true)
                .others(Map.of("Other", "x"))
                .build();

        assertThat(new TokenTransport(settings.cookie(false), true, null, CookieSigner.of(List.of(SECRET))).text())
                .isEqualTo(
                        "cookie SHOP, Path=/, Domain=shop.example, Max-Age=3600, not HttpOnly, Secure, SameSite=Strict,"
                                + " Partitioned, signed");
        assertThat(new TokenTransport(settings.cookie(false), false, null, null).text())
                .isEqualTo("no cookie");
    }
}
