package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Java nodes must know about the Express nodes that they share sessions with, by the names that the Node stores and
 * express-session give to their options. To be set as it is set there. Immutable.
 */
public final class ExpressOptions {

    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final Builder set;

    private ExpressOptions(Builder set) {
        this.set = set;
    }

    /**
     * Starts to configure.
     *
     * @return a new builder, in which every option has the default that it has in Express
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The options of connect-dynamodb-session 1.1. */
    ExpressSpec ofConnectDynamodbSession() {
        check(
                set.specialKeys.isEmpty() && !set.skipThrowMissingSpecialKeys,
                "specialKeys and skipThrowMissingSpecialKeys are options of connect-dynamodb; connect-dynamodb-session has"
                        + " none");
        return new ExpressSpec(
                "connect-dynamodb-session",
                "content",
                new ExpressContent.Text(),
                Map.of(),
                new ExpressExpiry.Milliseconds(),
                set.ttl == null ? TWO_WEEKS : set.ttl,
                false,
                "lastModified",
                set.touchAfter == null || !set.touchAfter.isZero(),
                Map.of(),
                true,
                set.cookieText(),
                new AttributeForm.Plain(),
                true);
    }

    /** The options of connect-dynamodb 3. */
    ExpressSpec ofConnectDynamodb() {
        check(
                set.ttl == null && set.touchAfter == null,
                "ttl and touchAfter are options of other stores; with connect-dynamodb a session without"
                        + " cookie.maxAge lives one day");
        return new ExpressSpec(
                "connect-dynamodb",
                "sess",
                new ExpressContent.Text(),
                Map.of("type", new Value.S("connect-session")),
                new ExpressExpiry.Seconds(true),
                ONE_DAY,
                false,
                null,
                false,
                Map.copyOf(set.specialKeys),
                set.skipThrowMissingSpecialKeys,
                set.cookieText(),
                new AttributeForm.Plain(),
                true);
    }

    /** The options of dynamodb-store 1.2. */
    ExpressSpec ofDynamodbStore() {
        check(
                set.specialKeys.isEmpty() && !set.skipThrowMissingSpecialKeys && set.touchAfter == null,
                "specialKeys, skipThrowMissingSpecialKeys and touchAfter are options of other stores; dynamodb-store has"
                        + " none of them");
        return new ExpressSpec(
                "dynamodb-store",
                "sess",
                new ExpressContent.Fields(),
                Map.of(),
                new ExpressExpiry.Seconds(false),
                set.ttl == null ? ONE_DAY : set.ttl,
                set.ttl != null,
                "updated",
                true,
                Map.of(),
                true,
                set.cookieText(),
                new AttributeForm.Plain(),
                true);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new SessionConfigurationException(message, null);
        }
    }

    /** Collects the options. Not safe for use by several threads. Setters accept any value, {@link #build} checks them. */
    public static final class Builder {

        private @Nullable Duration ttl;
        private @Nullable Duration touchAfter;
        private final Map<String, String> specialKeys = new LinkedHashMap<>();
        private boolean skipThrowMissingSpecialKeys;
        private String cookiePath = "/";
        private boolean cookieHttpOnly = true;
        private @Nullable Boolean cookieSecure;
        private @Nullable String cookieDomain;
        private @Nullable String cookieSameSite;
        private @Nullable Boolean cookiePartitioned;
        private @Nullable String cookiePriority;

        private Builder() {}

        private Builder(Builder other) {
            ttl = other.ttl;
            touchAfter = other.touchAfter;
            specialKeys.putAll(other.specialKeys);
            skipThrowMissingSpecialKeys = other.skipThrowMissingSpecialKeys;
            cookiePath = other.cookiePath;
            cookieHttpOnly = other.cookieHttpOnly;
            cookieSecure = other.cookieSecure;
            cookieDomain = other.cookieDomain;
            cookieSameSite = other.cookieSameSite;
            cookiePartitioned = other.cookiePartitioned;
            cookiePriority = other.cookiePriority;
        }

        /**
         * The option {@code ttl} of connect-dynamodb-session: how long a session lives whose cookie has no {@code
         * maxAge}; by default 14 days. With connect-dynamodb it is one day, always. The option {@code ttl} of
         * dynamodb-store: how long every session lives; by default {@code maxAge}, or else one day.
         *
         * @param value at least a millisecond, at most 36,525 days
         * @return this builder
         */
        public Builder ttl(Duration value) {
            this.ttl = Objects.requireNonNull(value, "ttl");
            return this;
        }

        /**
         * The option {@code touchAfter} of connect-dynamodb-session; by default 10 seconds. With zero, its nodes keep no
         * {@code lastModified} in a session, and then Java nodes do not add it either. How often Java nodes write an
         * access is the option of the same name of the {@link io.github.dynamodbsession.core.SessionStore.Builder}.
         *
         * @param value zero or more
         * @return this builder
         */
        public Builder touchAfter(Duration value) {
            this.touchAfter = Objects.requireNonNull(value, "touchAfter");
            return this;
        }

        /**
         * One of the {@code specialKeys} of connect-dynamodb: a field of the session that is an attribute of the item as
         * well.
         *
         * @param name the field
         * @param type its type in DynamoDB: {@code S} or {@code N}
         * @return this builder
         */
        public Builder specialKey(String name, String type) {
            this.specialKeys.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(type, "type"));
            return this;
        }

        /**
         * The option of connect-dynamodb: whether a session may be stored without one of its special keys; by default it
         * may not. Note that connect-dynamodb 3.0 takes any value for true, {@code false} as well.
         *
         * @param value true if one may be missing
         * @return this builder
         */
        public Builder skipThrowMissingSpecialKeys(boolean value) {
            this.skipThrowMissingSpecialKeys = value;
            return this;
        }

        /**
         * The option {@code cookie.path} of express-session, for sessions that begin in Java; by default {@code /}.
         *
         * @param value begins with a slash
         * @return this builder
         */
        public Builder cookiePath(String value) {
            this.cookiePath = Objects.requireNonNull(value, "cookiePath");
            return this;
        }

        /**
         * The option {@code cookie.httpOnly} of express-session, for sessions that begin in Java; by default true.
         *
         * @param value whether scripts cannot read the cookie
         * @return this builder
         */
        public Builder cookieHttpOnly(boolean value) {
            this.cookieHttpOnly = value;
            return this;
        }

        /**
         * The option {@code cookie.secure} of express-session, for sessions that begin in Java; by default not set, which
         * counts as false. For {@code auto}, set what is true of the connections of browsers.
         *
         * @param value whether browsers send the cookie over HTTPS only
         * @return this builder
         */
        public Builder cookieSecure(boolean value) {
            this.cookieSecure = value;
            return this;
        }

        /**
         * The option {@code cookie.domain} of express-session, for sessions that begin in Java; by default not set.
         *
         * @param value the domain
         * @return this builder
         */
        public Builder cookieDomain(String value) {
            this.cookieDomain = Objects.requireNonNull(value, "cookieDomain");
            return this;
        }

        /**
         * The option {@code cookie.sameSite} of express-session, for sessions that begin in Java; by default not set.
         *
         * @param value {@code strict}, {@code lax} or {@code none}
         * @return this builder
         */
        public Builder cookieSameSite(String value) {
            this.cookieSameSite = Objects.requireNonNull(value, "cookieSameSite");
            return this;
        }

        /**
         * The option {@code cookie.partitioned} of express-session, for sessions that begin in Java; by default not set.
         *
         * @param value whether the cookie belongs to the top-level site
         * @return this builder
         */
        public Builder cookiePartitioned(boolean value) {
            this.cookiePartitioned = value;
            return this;
        }

        /**
         * The option {@code cookie.priority} of express-session, for sessions that begin in Java; by default not set.
         *
         * @param value {@code low}, {@code medium} or {@code high}
         * @return this builder
         */
        public Builder cookiePriority(String value) {
            this.cookiePriority = Objects.requireNonNull(value, "cookiePriority");
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the options
         * @throws SessionConfigurationException if one is out of range, naming it
         */
        public ExpressOptions build() {
            check(
                    ttl == null || (ttl.compareTo(SHORTEST) >= 0 && ttl.compareTo(LONGEST) <= 0),
                    "ttl of the Express store must be from a millisecond to 36,525 days, not " + ttl);
            check(
                    touchAfter == null || !touchAfter.isNegative(),
                    "touchAfter of the Express store must be zero or more, not " + touchAfter);
            specialKeys.forEach((name, type) -> {
                check(!name.isEmpty(), "specialKey must have a name");
                check(
                        type.equals("S") || type.equals("N"),
                        "specialKey '" + name + "' must be of the type S or N, not '" + type + "'");
                check(
                        !ExpressItems.isFixed(name),
                        "specialKey must be none of the attributes that the layout itself uses, not '" + name + "'");
            });
            check(cookiePath.startsWith("/"), "cookiePath must begin with a slash, not '" + cookiePath + "'");
            check(
                    cookieSameSite == null || Set.of("strict", "lax", "none").contains(cookieSameSite),
                    "cookieSameSite must be strict, lax or none, not '" + cookieSameSite + "'");
            check(
                    cookiePriority == null || Set.of("low", "medium", "high").contains(cookiePriority),
                    "cookiePriority must be low, medium or high, not '" + cookiePriority + "'");
            return new ExpressOptions(new Builder(this));
        }

        /** In the order of express-session, which leaves out what is not set. */
        private JsonObjectText cookieText() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("originalMaxAge", "null");
            put(fields, "partitioned", cookiePartitioned);
            put(fields, "priority", cookiePriority);
            fields.put("expires", "null");
            put(fields, "secure", cookieSecure);
            put(fields, "httpOnly", cookieHttpOnly);
            put(fields, "domain", cookieDomain);
            put(fields, "path", cookiePath);
            put(fields, "sameSite", cookieSameSite);
            return JsonObjectText.empty().with(fields, Set.of());
        }

        private static void put(Map<String, String> fields, String name, @Nullable Object value) {
            if (value != null) {
                fields.put(name, value instanceof String text ? JsonObjectText.quoted(text) : value.toString());
            }
        }
    }
}
