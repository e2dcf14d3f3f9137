package io.github.dynamodbsession.servlet.cookie;

import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the session cookie, from the filter's options or from the container's configuration. Null means not set.
 * Created by a {@link Builder}, so that each setting is named.
 *
 * @param others further attributes, which are written as they are; one with an empty value is written without a value
 */
public record CookieSettings(
        @Nullable String name,
        @Nullable String path,
        @Nullable String domain,
        @Nullable Duration maxAge,
        @Nullable Boolean httpOnly,
        @Nullable Boolean secure,
        @Nullable SameSite sameSite,
        @Nullable Boolean partitioned,
        @Nullable CookiePriority priority,
        Map<String, String> others) {

    private static final String DEFAULT_NAME = "SESSION";

    public static final CookieSettings NONE = builder().build();

    /** Returns a builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns these settings, completed from the others where they are not set. */
    public CookieSettings or(CookieSettings other) {
        return builder()
                .name(name == null ? other.name : name)
                .path(path == null ? other.path : path)
                .domain(domain == null ? other.domain : domain)
                .maxAge(maxAge == null ? other.maxAge : maxAge)
                .httpOnly(httpOnly == null ? other.httpOnly : httpOnly)
                .secure(secure == null ? other.secure : secure)
                .sameSite(sameSite == null ? other.sameSite : sameSite)
                .partitioned(partitioned == null ? other.partitioned : partitioned)
                .priority(priority == null ? other.priority : priority)
                .others(others.isEmpty() ? other.others : others)
                .build();
    }

    /**
     * Returns the cookie, with a default for each setting that is not set.
     *
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if no browser would keep it
     */
    public SessionCookie cookie(boolean trustForwardedHeaders) {
        SessionCookie cookie = new SessionCookie(
                name == null ? DEFAULT_NAME : name,
                path,
                domain,
                maxAge,
                httpOnly == null || httpOnly,
                secure,
                sameSite == null ? SameSite.LAX : sameSite,
                partitioned != null && partitioned,
                priority,
                others,
                trustForwardedHeaders);
        CookieRules.check(cookie);
        return cookie;
    }

    /** Null means not set. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable String name;
        private @Nullable String path;
        private @Nullable String domain;
        private @Nullable Duration maxAge;
        private @Nullable Boolean httpOnly;
        private @Nullable Boolean secure;
        private @Nullable SameSite sameSite;
        private @Nullable Boolean partitioned;
        private @Nullable CookiePriority priority;
        private Map<String, String> others = Map.of();

        private Builder() {}

        public Builder name(@Nullable String value) {
            this.name = value;
            return this;
        }

        public Builder path(@Nullable String value) {
            this.path = value;
            return this;
        }

        public Builder domain(@Nullable String value) {
            this.domain = value;
            return this;
        }

        public Builder maxAge(@Nullable Duration value) {
            this.maxAge = value;
            return this;
        }

        public Builder httpOnly(@Nullable Boolean value) {
            this.httpOnly = value;
            return this;
        }

        public Builder secure(@Nullable Boolean value) {
            this.secure = value;
            return this;
        }

        public Builder sameSite(@Nullable SameSite value) {
            this.sameSite = value;
            return this;
        }

        public Builder partitioned(@Nullable Boolean value) {
            this.partitioned = value;
            return this;
        }

        public Builder priority(@Nullable CookiePriority value) {
            this.priority = value;
            return this;
        }

        public Builder others(Map<String, String> value) {
            this.others = value;
            return this;
        }

        public CookieSettings build() {
            return new CookieSettings(
                    name, path, domain, maxAge, httpOnly, secure, sameSite, partitioned, priority, others);
        }
    }
}
