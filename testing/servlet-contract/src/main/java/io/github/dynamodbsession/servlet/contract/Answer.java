package io.github.dynamodbsession.servlet.contract;

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
record Answer(int status, String body, Map<String, List<String>> headers) {

    /** The first of a name; empty if there is none. */
    String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    /** When the container answered, by its own account. */
    Instant date() {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header("Date")));
    }

    List<SetCookie> setCookies() {
        return headers.getOrDefault("Set-Cookie", List.of()).stream()
                .map(SetCookie::parse)
                .toList();
    }

    /** The one that gives a session. */
    SetCookie sessionCookie() {
        List<SetCookie> giving =
                setCookies().stream().filter(cookie -> !cookie.takesAway()).toList();
        assertThat(giving).as("cookies that were set").hasSize(1);
        return giving.get(0);
    }

    Answer hasStatus(int expected) {
        assertThat(status).as("status, of an answer that says: " + body).isEqualTo(expected);
        return this;
    }

    Answer says(Object expected) {
        hasStatus(200);
        assertThat(body).isEqualTo(String.valueOf(expected));
        return this;
    }

    Answer hasNoCookie() {
        assertThat(setCookies()).isEmpty();
        return this;
    }
}
