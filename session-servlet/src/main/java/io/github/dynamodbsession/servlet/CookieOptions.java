package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.servlet.cookie.CookieSettings;
import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects the options of the filter that are about the cookie. Those that are not chosen are what the application's
 * {@link jakarta.servlet.SessionCookieConfig} says, as {@code web.xml} or code of its own has set it; what neither says
 * is as each method tells. Not safe for use by several threads.
 */
abstract class CookieOptions<B extends CookieOptions<B>> {

    private final CookieSettings.Builder settings = CookieSettings.builder();
    private final List<String> secrets = new ArrayList<>();
    private boolean rolling;
    private boolean trustForwardedHeaders;

    /** This builder as what it is. */
    abstract B self();

    /**
     * The cookie's name; by default {@code SESSION}.
     *
     * @param value a token of RFC 9110: letters, digits and some signs. Browsers hold a name that begins with
     *     {@code __Secure-} or {@code __Host-} to what it says, so it is checked against the other options.
     * @return this builder
     */
    public B cookieName(String value) {
        settings.name(Objects.requireNonNull(value, "cookieName"));
        return self();
    }

    /**
     * For which paths of the host the browser sends the cookie; by default the application's context path.
     *
     * @param value a path that begins with {@code /}
     * @return this builder
     */
    public B cookiePath(String value) {
        settings.path(Objects.requireNonNull(value, "cookiePath"));
        return self();
    }

    /**
     * The domain to whose hosts the browser sends the cookie; by default only to the host that set it.
     *
     * @param value the name of a domain
     * @return this builder
     */
    public B cookieDomain(String value) {
        settings.domain(Objects.requireNonNull(value, "cookieDomain"));
        return self();
    }

    /**
     * How long the browser keeps the cookie, from when it is set; by default until the browser is closed. It is set
     * when a session begins or gets another id, and with {@link #cookieRolling} again and again.
     *
     * @param value at least a second; cut to whole seconds
     * @return this builder
     */
    public B cookieMaxAge(Duration value) {
        settings.maxAge(Objects.requireNonNull(value, "cookieMaxAge"));
        return self();
    }

    /**
     * Whether the cookie is kept from scripts; by default it is.
     *
     * @param value whether it is
     * @return this builder
     */
    public B cookieHttpOnly(boolean value) {
        settings.httpOnly(value);
        return self();
    }

    /**
     * Whether the browser sends the cookie over secure connections only; by default, if it was set over one, as
     * {@link ServletRequest#isSecure} says, and always where browsers ask for it: with {@link SameSite#NONE}, with
     * {@link #cookiePartitioned}, and with a name that begins with {@code __Secure-} or {@code __Host-}.
     *
     * @param value whether it does
     * @return this builder
     */
    public B cookieSecure(boolean value) {
        settings.secure(value);
        return self();
    }

    /**
     * Whether the browser sends the cookie with requests that another site caused; by default {@link SameSite#LAX}.
     *
     * @param value when it does
     * @return this builder
     */
    public B cookieSameSite(SameSite value) {
        settings.sameSite(Objects.requireNonNull(value, "cookieSameSite"));
        return self();
    }

    /**
     * Whether the browser keeps the cookie apart for each site that embeds this one (CHIPS); by default it does not.
     * Such a cookie is always {@code Secure}.
     *
     * @param value whether it does
     * @return this builder
     */
    public B cookiePartitioned(boolean value) {
        settings.partitioned(value);
        return self();
    }

    /**
     * Which cookies a browser throws away first; by default nothing is said about it.
     *
     * @param value this one's place
     * @return this builder
     */
    public B cookiePriority(CookiePriority value) {
        settings.priority(Objects.requireNonNull(value, "cookiePriority"));
        return self();
    }

    /**
     * Whether every response to a request that uses its session sets the cookie anew, so that {@link #cookieMaxAge}
     * counts from the last such request; by default it is set only when the browser does not have it.
     *
     * @param value whether it does
     * @return this builder
     */
    public B cookieRolling(boolean value) {
        this.rolling = value;
        return self();
    }

    /**
     * Adds a secret with which ids in cookies are signed, in the format of express-session; by default they are not.
     * The first secret signs, all of them verify, so that secrets can be replaced one by one. A cookie that was not
     * signed with one of them is no session, and costs no look into the storage; so whoever begins to sign ends the
     * sessions there are.
     *
     * @param value a secret, the same on all nodes; at least 16 bytes in UTF-8, best 32 random characters
     * @return this builder
     */
    public B cookieSecret(String value) {
        this.secrets.add(Objects.requireNonNull(value, "cookieSecret"));
        return self();
    }

    /**
     * Whether {@code X-Forwarded-Proto} and {@code Forwarded} (RFC 7239) tell that a request is secure, for the cookie's
     * sake; by default they do not. Only for applications that are reached through a proxy which sets these headers, and
     * lets none through that a client sent.
     *
     * @param value whether they do
     * @return this builder
     */
    public B trustForwardedHeaders(boolean value) {
        this.trustForwardedHeaders = value;
        return self();
    }

    final CookieSettings settings() {
        return settings.build();
    }

    final List<String> secrets() {
        return List.copyOf(secrets);
    }

    final boolean isRolling() {
        return rolling;
    }

    final boolean trustsForwardedHeaders() {
        return trustForwardedHeaders;
    }
}
