package io.github.dynamodbsession.servlet.harness;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One {@code Set-Cookie} header.
 *
 * @param attributes by lower-case name
 */
public record SetCookie(String name, String value, Map<String, String> attributes) {

    /** Parses a header. */
    public static SetCookie parse(String header) {
        String[] parts = header.split(";", -1);
        String[] pair = parts[0].strip().split("=", 2);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] attribute = parts[i].strip().split("=", 2);
            attributes.put(attribute[0].toLowerCase(Locale.ROOT), attribute.length > 1 ? attribute[1] : "");
        }
        return new SetCookie(pair[0], pair.length > 1 ? pair[1] : "", attributes);
    }

    /** Whether it deletes the cookie. */
    public boolean takesAway() {
        return "0".equals(attributes.get("max-age"))
                || attributes.getOrDefault("expires", "").contains("1970");
    }
}
