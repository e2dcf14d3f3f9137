package io.github.dynamodbsession.servlet.request;

import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.servlet.cookie.SessionCookie;
import io.github.dynamodbsession.servlet.request.SaveRule.CookieDuty;
import io.github.dynamodbsession.servlet.response.SessionResponse;
import io.github.dynamodbsession.servlet.response.UndertowInclude;
import io.github.dynamodbsession.servlet.session.ApplicationSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The session cookie in the response to a request. Guarded by the lock of its {@link RequestSession}. */
final class CookieInResponse {

    private final ApplicationSessions application;

    /** The header line that was set; null if none was, or if it may be lost. */
    private @Nullable String line;

    /**
     * The token in the cookie, and the time from which its lifetime counts, so that building the line again gives the same
     * line.
     */
    private @Nullable Given given;

    private record Given(SessionToken token, Instant since) {}

    CookieInResponse(ApplicationSessions application) {
        this.application = application;
    }

    boolean isThere() {
        return line != null;
    }

    /** Whether a cookie still has to be set or deleted. */
    boolean isDue(CookieDuty duty, @Nullable SessionToken stored, HttpServletRequest request) {
        String wanted = line(duty, stored, request);
        return wanted != null && !wanted.equals(line);
    }

    /** Sets or deletes the cookie, if that is still due and the response is not committed. */
    void put(CookieDuty duty, @Nullable SessionToken stored, HttpServletRequest request, SessionResponse response) {
        String wanted = response.isCommitted() ? null : line(duty, stored, request);
        if (wanted != null && !wanted.equals(line)) {
            HttpServletResponse raw = response.raw();
            String earlier = line;
            UndertowInclude.goPast(raw, () -> SessionCookie.write(wanted, earlier, raw));
            line = wanted;
        }
    }

    /** Called when the response has lost its headers, or may have lost this one. */
    void mayBeLost() {
        line = null;
    }

    /**
     * Called when the container has reset the response for an error page; some containers remove the headers as well.
     */
    void responseEmptied(HttpServletResponse emptied) {
        if (line != null && !emptied.getHeaders(SessionCookie.HEADER).contains(line)) {
            line = null;
        }
    }

    private @Nullable String line(CookieDuty duty, @Nullable SessionToken stored, HttpServletRequest request) {
        return switch (duty) {
            case NONE -> null;
            case GIVE -> {
                SessionToken token = Objects.requireNonNull(stored);
                yield application.transport().giving(token, request, givenSince(token));
            }
            case TAKE_AWAY -> application.transport().takingAway(request);
        };
    }

    private Instant givenSince(SessionToken token) {
        Given known = given;
        if (known == null || !known.token().equals(token)) {
            known = new Given(token, application.now());
            given = known;
        }
        return known.since();
    }
}
