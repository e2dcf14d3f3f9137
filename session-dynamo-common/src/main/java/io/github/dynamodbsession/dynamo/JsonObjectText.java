package io.github.dynamodbsession.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a JSON object, split into its members, so that one of them can be replaced while every other character
 * stays. Of several members of one name the last one counts, as in JavaScript (ECMA-262, {@code JSON.parse}). Immutable.
 */
final class JsonObjectText {

    private static final char FIRST_PRINTABLE = ' ';
    private static final int UNICODE_DIGITS = 4;

    /**
     * A member.
     *
     * @param name its name, without escapes
     * @param start where its name begins
     * @param value where its value begins
     * @param end where its value ends
     */
    private record Member(String name, int start, int value, int end) {}

    private final String text;
    private final List<Member> members;

    /** The last member of each name. */
    private final Map<String, Member> byName;

    private JsonObjectText(String text, List<Member> members) {
        this.text = text;
        this.members = members;
        this.byName = new HashMap<>();
        members.forEach(member -> byName.put(member.name(), member));
    }

    /** The object without members. */
    static JsonObjectText empty() {
        return new JsonObjectText("{}", List.of());
    }

    /**
     * Splits a text.
     *
     * @throws BrokenJsonException if it is not JSON, or not an object
     */
    static JsonObjectText of(String text) {
        JsonScan scan = new JsonScan(text);
        int at = scan.space(0);
        if (scan.at(at) != '{') {
            if (scan.space(scan.value(at)) == text.length()) {
                throw new BrokenJsonException("is JSON, but no object");
            }
            throw JsonScan.broken("is no JSON object", at);
        }
        List<Member> members = new ArrayList<>();
        at = scan.space(at + 1);
        while (scan.at(at) != '}' || !members.isEmpty()) {
            int end = scan.string(at);
            int value = scan.afterName(at);
            Member member = new Member(unquoted(text.substring(at, end)), at, value, scan.value(value));
            members.add(member);
            at = scan.space(member.end());
            if (scan.at(at) == '}') {
                break;
            }
            if (scan.at(at) != ',') {
                throw JsonScan.broken("has no comma or end", at);
            }
            at = scan.space(at + 1);
        }
        if (scan.space(at + 1) != text.length()) {
            throw JsonScan.broken("goes on after its end", at + 1);
        }
        return new JsonObjectText(text, List.copyOf(members));
    }

    /** The names of its members. */
    Set<String> names() {
        return byName.keySet();
    }

    /** The text of a member's value; null if there is none. */
    @Nullable
    String get(String name) {
        Member member = byName.get(name);
        return member == null ? null : text.substring(member.value(), member.end());
    }

    /**
     * This object after changes. What is set replaces the value in its place, or comes last; in the order of the map.
     *
     * @param set JSON values by name
     * @param removed names, whether or not there are such members
     */
    JsonObjectText with(Map<String, String> set, Set<String> removed) {
        if (set.isEmpty() && removed.stream().noneMatch(byName::containsKey)) {
            return this;
        }
        StringBuilder out = new StringBuilder(text.length());
        int begin = members.isEmpty() ? text.indexOf('{') + 1 : members.get(0).start();
        out.append(text, 0, begin);
        boolean isFirst = true;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            String changed = set.get(member.name());
            if (removed.contains(member.name()) || (changed != null && !isLast(member))) {
                continue;
            }
            if (!isFirst) {
                out.append(text, members.get(i - 1).end(), member.start());
            }
            isFirst = false;
            if (changed == null) {
                out.append(text, member.start(), member.end());
            } else {
                out.append(text, member.start(), member.value()).append(changed);
            }
        }
        Set<String> added = new LinkedHashSet<>(set.keySet());
        added.removeAll(byName.keySet());
        for (String name : added) {
            out.append(isFirst ? "" : ",").append(quoted(name)).append(':').append(set.get(name));
            isFirst = false;
        }
        out.append(
                text,
                members.isEmpty() ? begin : members.get(members.size() - 1).end(),
                text.length());
        return of(out.toString());
    }

    /** Whether no other member of this name follows. */
    private boolean isLast(Member member) {
        return member.equals(byName.get(member.name()));
    }

    /** All of it, as it was read or changed. */
    String text() {
        return text;
    }

    /** A JSON string, escaped as by JavaScript's {@code JSON.stringify} (ECMA-262). */
    static String quoted(String content) {
        StringBuilder out = new StringBuilder(content.length() + 2).append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean isPair = i + 1 < content.length() && Character.isSurrogatePair(c, content.charAt(i + 1));
            if (isPair) {
                out.append(c).append(content.charAt(++i));
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                out.append(escape(c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String escape(char c) {
        int known = "\b\f\n\r\t".indexOf(c);
        return known < 0 ? "\\u" + HexFormat.of().toHexDigits(c) : "\\" + "bfnrt".charAt(known);
    }

    /** The content of a valid JSON string. */
    static String unquoted(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, quoted.length() - 1);
        }
        StringBuilder out = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = quoted.charAt(++i);
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(quoted, i + 1, i + 1 + UNICODE_DIGITS, 16));
                i += UNICODE_DIGITS;
            } else {
                int known = "bfnrt".indexOf(escaped);
                out.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
            }
        }
        return out.toString();
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "JSON object of " + members.size() + " members";
    }
}
