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
 * The cookie options of the filter. An option that is not set is taken from the application's {@link
 * jakarta.servlet.SessionCookieConfig}, as set by {@code web.xml} or by code; if that does not set it either, the
 * default that the method documents applies. Not safe for use by several threads.
 */
abstract class CookieOptions<B extends CookieOptions<B>> {

    private final CookieSettings.Builder settings = CookieSettings.builder();
    private final List<String> secrets = new ArrayList<>();
    private boolean rolling;
    private boolean trustForwardedHeaders;

    /** This builder, as its concrete type. */
    abstract B self();

    /**
     * The cookie's name; by default {@code SESSION}.
     *
     * @param value a token as defined by RFC 9110: letters, digits and some punctuation. Browsers enforce the prefixes
     *     {@code __Secure-} and {@code __Host-}, so such a name is checked against the other options.
     *
     * @return this builder
     */
    public B cookieName(String value) {
        settings.name(Objects.requireNonNull(value, "cookieName"));
        return self();
    }

    /**
     * The path for which the browser sends the cookie, including everything below it; by default the application's
     * context path.
     *
     * @param value a path that begins with {@code /}
     *
     * @return this builder
     */
    public B cookiePath(String value) {
        settings.path(Objects.requireNonNull(value, "cookiePath"));
        return self();
    }

    /**
     * The domain to whose hosts the browser sends the cookie. By default, it is sent only to the host that set it.
     *
     * @param value a domain name
     *
     * @return this builder
     */
    public B cookieDomain(String value) {
        settings.domain(Objects.requireNonNull(value, "cookieDomain"));
        return self();
    }

    /**
     * How long the browser keeps the cookie after it was set; by default until the browser is closed. The cookie is set
     * when a session is created or its id changes, and with {@link #cookieRolling} by every response to a request that
     * uses the session.
     *
     * @param value at least one second; truncated to whole seconds
     *
     * @return this builder
     */
    public B cookieMaxAge(Duration value) {
        settings.maxAge(Objects.requireNonNull(value, "cookieMaxAge"));
        return self();
    }

    /**
     * Whether the cookie is {@code HttpOnly}, that is hidden from scripts; true by default.
     *
     * @param value true to hide it
     * @return this builder
     */
    public B cookieHttpOnly(boolean value) {
        settings.httpOnly(value);
        return self();
    }

    /**
     * Whether the cookie is {@code Secure}, that is sent over secure connections only. By default it is if the request
     * was secure ({@link ServletRequest#isSecure}), and always where browsers require it: with {@link SameSite#NONE},
     * with {@link #cookiePartitioned}, and with a name that begins with {@code __Secure-} or {@code __Host-}.
     *
     * @param value whether it does
     *
     * @return this builder
     */
    public B cookieSecure(boolean value) {
        settings.secure(value);
        return self();
    }

    /**
     * Whether the browser sends the cookie with cross-site requests; by default {@link SameSite#LAX}.
     *
     * @param value the {@code SameSite} attribute
     * @return this builder
     */
    public B cookieSameSite(SameSite value) {
        settings.sameSite(Objects.requireNonNull(value, "cookieSameSite"));
        return self();
    }

    /**
     * Whether the cookie is {@code Partitioned}: the browser keeps a separate one for each site that embeds this one
     * (CHIPS). False by default. Such a cookie is always {@code Secure}.
     *
     * @param value whether it does
     *
     * @return this builder
     */
    public B cookiePartitioned(boolean value) {
        settings.partitioned(value);
        return self();
    }

    /**
     * The order in which a browser evicts cookies when it has too many; by default the attribute is not set.
     *
     * @param value the priority of this cookie
     *
     * @return this builder
     */
    public B cookiePriority(CookiePriority value) {
        settings.priority(Objects.requireNonNull(value, "cookiePriority"));
        return self();
    }

    /**
     * Whether every response to a request that uses its session sets the cookie again, so that {@link #cookieMaxAge}
     * counts from the last such request. By default, the cookie is set only if the browser does not have it.
     *
     * @param value whether it does
     *
     * @return this builder
     */
    public B cookieRolling(boolean value) {
        this.rolling = value;
        return self();
    }

    /**
     * Adds a secret for signing tokens in cookies, in the format of express-session. By default, they are not signed. The
     * first secret signs and all of them verify, so that secrets can be rotated. A cookie with a missing or wrong
     * signature is ignored without a read of the storage. Turning signing on therefore logs out existing clients.
     *
     * @param value a secret, the same on all nodes; at least 16 bytes in UTF-8, preferably 32 random characters
     *
     * @return this builder
     */
    public B cookieSecret(String value) {
        this.secrets.add(Objects.requireNonNull(value, "cookieSecret"));
        return self();
    }

    /**
     * Whether {@code X-Forwarded-Proto} and {@code Forwarded} (RFC 7239) decide if a request counts as secure when the
     * cookie is set; false by default. Enable it only behind a proxy that sets these headers and removes those that a
     * client sent.
     *
     * @param value true to trust them
     *
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
