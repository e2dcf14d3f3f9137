package io.github.dynamodbsession.servlet.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * What a client got.
 *
 * @param headers by name, in any case
 */
public record Answer(int status, String body, Map<String, List<String>> headers) {

    /** The first of a name; empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    /** When the container answered, by its own account. */
    public Instant date() {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header("Date")));
    }

    /** Each {@code Set-Cookie}, as it came. */
    public List<String> setCookieLines() {
        return headers.getOrDefault("Set-Cookie", List.of());
    }

    /** What each {@code Set-Cookie} says. */
    public List<SetCookie> setCookies() {
        return setCookieLines().stream().map(SetCookie::parse).toList();
    }

    /** The one that gives a session. */
    public SetCookie sessionCookie() {
        List<SetCookie> giving =
                setCookies().stream().filter(cookie -> !cookie.takesAway()).toList();
        assertThat(giving).as("cookies that were set").hasSize(1);
        return giving.get(0);
    }

    /** The id that the only cookie gives, which is called as the filter calls it. */
    public String newId() {
        assertThat(setCookies()).hasSize(1);
        SetCookie cookie = setCookies().get(0);
        assertThat(cookie.name()).isEqualTo("SESSION");
        assertThat(cookie.value()).as("the id in the cookie").matches("[A-Za-z0-9_-]{32}");
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
