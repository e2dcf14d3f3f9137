package io.github.dynamodbsession.spring.boot;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of the properties, for messages of the library, which name the options of its builders. */
final class PropertyNames {

    static final String PREFIX = DynamoDbSessionProperties.PREFIX + ".";

    /** What precedes an option in a message, if the option is an ordinary word too. */
    private static final String BEFORE_A_WORD =
            "(?<=\\b(?:set|check|check region,|check region and|set one of region and|with) )|^";

    private static final Map<String, String> BY_OPTION = byOption();

    /** The option; its argument, in a message that shows code; the property, if it is named already. */
    private static final Pattern OPTION = Pattern.compile("(?:\\b(" + names(true) + ")|(?:" + BEFORE_A_WORD + ")("
            + names(false) + "))\\b(?![-.]\\w)(\\((?:\"[^\")]*\"|[A-Z_]+)\\))?( \\(" + Pattern.quote(PREFIX)
            + "[a-z.-]+\\))?");

    /** One of so many characters may be wrong. */
    private static final int CHARACTERS_PER_SLIP = 3;

    private static final int MAX_SLIPS = 4;

    private PropertyNames() {}

    private static Map<String, String> byOption() {
        Map<String, String> names = new TreeMap<>();
        for (RecordComponent component : DynamoDbSessionProperties.class.getRecordComponents()) {
            if (!component.getType().isRecord() && !Set.of("enabled", "storage").contains(component.getName())) {
                names.put(component.getName(), PREFIX + dashed(component.getName()));
            }
        }
        names.put("index", PREFIX + "indexes");
        names.put("allowClass", PREFIX + "allowed-classes");
        names.put("allowPackage", PREFIX + "allowed-packages");
        names.put("threshold", PREFIX + "compression.threshold");
        names.put("level", PREFIX + "compression.level");
        names.put("maxSize", PREFIX + "compression.max-size");
        names.put("keysetFile", PREFIX + "encryption.keyset-file");
        names.put("keyEncryption", PREFIX + "encryption.key-encryption");
        names.put("hashed", PREFIX + "encryption.index-secrets");
        names.put("boundTo", PREFIX + "encryption.bound-to");
        names.put("cookieSecret", PREFIX + "cookie.secrets");
        return names;
    }

    private static String names(boolean ofTheirOwn) {
        return BY_OPTION.keySet().stream()
                .filter(name -> name.chars().anyMatch(Character::isUpperCase) == ofTheirOwn)
                .collect(Collectors.joining("|"));
    }

    private static String dashed(String option) {
        return option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The full names of all properties. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        add(PREFIX, DynamoDbSessionProperties.class, names);
        return names;
    }

    private static void add(String prefix, Class<?> type, Set<String> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + dashed(component.getName());
            if (component.getType().isRecord()) {
                add(name + ".", component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    /** The property that was probably meant by a misspelt name; empty if none is similar. */
    static Optional<String> nearest(String misspelt) {
        List<String> names =
                all().stream().map(name -> name.substring(PREFIX.length())).toList();
        return misspelt.startsWith(PREFIX)
                ? nearest(misspelt.substring(PREFIX.length()), names).map(name -> PREFIX + name)
                : Optional.empty();
    }

    /** Adds to each option in a message the name of its property. */
    static String beside(String message) {
        return OPTION.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(4) == null ? found.group() + " (" + property(found) + ")" : found.group()));
    }

    /** Replaces each option in a message by the name of its property. */
    static String instead(String message) {
        return OPTION.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(
                        property(found) + (found.group(3) == null ? "" : value(found.group(3)))));
    }

    /** An argument in brackets: a constant as it is in a file, anything else as it is. */
    private static String value(String argument) {
        return argument.startsWith("(\"")
                ? " " + argument
                : "="
                        + argument.substring(1, argument.length() - 1)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-');
    }

    private static String property(MatchResult found) {
        return BY_OPTION.getOrDefault(found.group(1) == null ? found.group(2) : found.group(1), PREFIX);
    }

    /** The most similar of these names; empty if none is similar. */
    static Optional<String> nearest(String given, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> slips(given, name)).thenComparing(name -> name))
                .filter(name ->
                        slips(given, name) <= Math.min(MAX_SLIPS, Math.max(1, name.length() / CHARACTERS_PER_SLIP)));
    }

    /** The number of missing, extra or wrong characters; two that are swapped count once. */
    static int slips(String given, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= given.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int other = given.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + other);
                if (i > 1
                        && j > 1
                        && given.charAt(i - 1) == right.charAt(j - 2)
                        && given.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }
}
