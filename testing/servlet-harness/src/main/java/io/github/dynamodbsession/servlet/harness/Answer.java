package io.github.dynamodbsession.servlet.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * A response to a client.
 *
 * @param headers by name, case-insensitively
 */
public record Answer(int status, String body, Map<String, List<String>> headers) {

    /** The first header of a name; empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    /** The time of the response, from its Date header. */
    public Instant date() {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header("Date")));
    }

    /** Each {@code Set-Cookie} header, as received. */
    public List<String> setCookieLines() {
        return headers.getOrDefault("Set-Cookie", List.of());
    }

    /** Each {@code Set-Cookie} header, parsed. */
    public List<SetCookie> setCookies() {
        return setCookieLines().stream().map(SetCookie::parse).toList();
    }

    /** The session cookie that is set. */
    public SetCookie sessionCookie() {
        List<SetCookie> giving =
                setCookies().stream().filter(cookie -> !cookie.takesAway()).toList();
        assertThat(giving).as("cookies that were set").hasSize(1);
        return giving.get(0);
    }

    /** The token in the only cookie, which must have the filter's default name. */
    public String newToken() {
        assertThat(setCookies()).hasSize(1);
        SetCookie cookie = setCookies().get(0);
        assertThat(cookie.name()).isEqualTo("SESSION");
        assertThat(cookie.value()).as("the token in the cookie").matches("[A-Za-z0-9_-]{32}");
        return cookie.value();
    }

    public Answer hasStatus(int expected) {
        assertThat(status).as("status, of an answer that says: " + body).isEqualTo(expected);
        return this;
    }

    public Answer says(Object expected) {
        hasStatus(200);
        assertThat(body).isEqualTo(String.valueOf(expected));
        return this;
    }

    public Answer hasNoCookie() {
        assertThat(setCookies()).isEmpty();
        return this;
    }
}
