package io.github.dynamodbsession.servlet;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The options of a filter as strings: from {@code <init-param>} by their names, and from {@code <context-param>} by
 * their names with {@link #PREFIX}. The former take precedence.
 */
final class FilterParameters {

    static final String PREFIX = "dynamodbsession.";

    /** The class that creates the store; if not set, the store is taken from the servlet context. */
    static final String STORE_FACTORY = "storeFactory";

    /** The attribute of the servlet context that holds the store. */
    static final String STORE_ATTRIBUTE = SessionStore.class.getName();

    private static final Map<String, BiConsumer<SessionOptions<?>, String>> OPTIONS = Map.ofEntries(
            Map.entry("cookieName", SessionOptions::cookieName),
            Map.entry("cookiePath", SessionOptions::cookiePath),
            Map.entry("cookieDomain", SessionOptions::cookieDomain),
            Map.entry(
                    "cookieMaxAge",
                    (builder, text) -> builder.cookieMaxAge(Duration.ofSeconds(seconds("cookieMaxAge", text)))),
            Map.entry("cookieHttpOnly", (builder, text) -> builder.cookieHttpOnly(yesOrNo("cookieHttpOnly", text))),
            Map.entry("cookieSecure", (builder, text) -> builder.cookieSecure(yesOrNo("cookieSecure", text))),
            Map.entry(
                    "cookieSameSite",
                    (builder, text) -> builder.cookieSameSite(one("cookieSameSite", SameSite.values(), text))),
            Map.entry(
                    "cookiePartitioned",
                    (builder, text) -> builder.cookiePartitioned(yesOrNo("cookiePartitioned", text))),
            Map.entry(
                    "cookiePriority",
                    (builder, text) -> builder.cookiePriority(one("cookiePriority", CookiePriority.values(), text))),
            Map.entry("cookieRolling", (builder, text) -> builder.cookieRolling(yesOrNo("cookieRolling", text))),
            Map.entry(
                    "cookieSecret",
                    (builder, text) -> text.lines().map(String::trim).forEach(builder::cookieSecret)),
            Map.entry(
                    "trustForwardedHeaders",
                    (builder, text) -> builder.trustForwardedHeaders(yesOrNo("trustForwardedHeaders", text))),
            Map.entry("urlTracking", (builder, text) -> builder.urlTracking(yesOrNo("urlTracking", text))),
            Map.entry(
                    "saveUninitialized",
                    (builder, text) -> builder.saveUninitialized(yesOrNo("saveUninitialized", text))),
            Map.entry("saveUnreachable", (builder, text) -> builder.saveUnreachable(yesOrNo("saveUnreachable", text))),
            Map.entry(
                    "refuseUnstorable", (builder, text) -> builder.refuseUnstorable(yesOrNo("refuseUnstorable", text))),
            Map.entry(
                    "keepUnstorableListeners",
                    (builder, text) -> builder.keepUnstorableListeners(yesOrNo("keepUnstorableListeners", text))),
            Map.entry(
                    "onStorageFailure",
                    (builder, text) ->
                            builder.onStorageFailure(one("onStorageFailure", StorageFailure.values(), text))));

    private final Map<String, String> given = new TreeMap<>();

    private FilterParameters() {}

    /**
     * Reads the parameters of a filter and of its application.
     *
     * @throws SessionConfigurationException if one is unknown
     */
    static FilterParameters of(FilterConfig config) {
        FilterParameters parameters = new FilterParameters();
        ServletContext context = config.getServletContext();
        for (String name : Collections.list(context.getInitParameterNames())) {
            if (name.startsWith(PREFIX)) {
                parameters.put(name.substring(PREFIX.length()), context.getInitParameter(name));
            }
        }
        for (String name : Collections.list(config.getInitParameterNames())) {
            parameters.put(name, config.getInitParameter(name));
        }
        return parameters;
    }

    /** Whether an application has any. An unknown one counts as well, so that it is reported. */
    static boolean areIn(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /** The names of all options that can be given as strings. */
    static Set<String> names() {
        return OPTIONS.keySet();
    }

    private void put(String name, String value) {
        if (!OPTIONS.containsKey(name) && !STORE_FACTORY.equals(name)) {
            throw new SessionConfigurationException(
                    "Unknown option '" + name.replaceAll("[^\\x20-\\x7E]", "?") + "' of the session filter; the" + ""
                            + " options are " + STORE_FACTORY + ", "
                            + OPTIONS.keySet().stream().sorted().collect(Collectors.joining(", ")),
                    null);
        }
        given.put(name, value.trim());
    }

    /** The class that creates the store; empty: the store is in the servlet context. */
    String storeFactory() {
        return given.getOrDefault(STORE_FACTORY, "");
    }

    /** Applies the parameters that were given. */
    void applyTo(SessionOptions<?> options) {
        given.forEach((name, text) -> {
            BiConsumer<SessionOptions<?>, String> option = OPTIONS.get(name);
            if (option != null) {
                option.accept(options, text);
            }
        });
    }

    private static long seconds(String option, String text) {
        if (!text.matches("\\d{1,10}")) {
            throw wrong(option, "a number of seconds");
        }
        return Long.parseLong(text);
    }

    private static boolean yesOrNo(String option, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(option, "true or false");
        };
    }

    private static <E extends Enum<E>> E one(String option, E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        wrong(option, Arrays.stream(values).map(Enum::name).collect(Collectors.joining(" or "))));
    }

    private static SessionConfigurationException wrong(String option, String right) {
        return new SessionConfigurationException(option + " must be " + right, null);
    }
}
