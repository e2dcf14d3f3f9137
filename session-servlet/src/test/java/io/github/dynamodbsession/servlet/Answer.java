package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a client got, with all that is in {@code Set-Cookie}. */
record Answer(int status, String body, List<String> setCookies) {

    /** The id that the only cookie gives. */
    String newId() {
        assertThat(setCookies).hasSize(1);
        assertThat(setCookies.get(0)).startsWith("SESSION=");
        String id = setCookies.get(0).substring("SESSION=".length()).split(";", 2)[0];
        assertThat(id).as("the id in the cookie").matches("[A-Za-z0-9_-]{32}");
        return id;
    }

    void hasNoCookie() {
        assertThat(setCookies).isEmpty();
    }
}
