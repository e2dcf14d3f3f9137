package io.github.dynamodbsession.benchmarks.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of pages. */
public final class PageText {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private PageText() {}

    /**
     * A text that lies beside a class.
     *
     * @throws NullPointerException if there is none of that name; names it
     */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills the places of a text, which are written as <code>{{name}}</code>.
     *
     * @throws NullPointerException if nothing is given for one; names it
     */
    public static String filled(String text, Map<String, String> contents) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(contents.get(place.group(1)), place.group())));
    }
}
