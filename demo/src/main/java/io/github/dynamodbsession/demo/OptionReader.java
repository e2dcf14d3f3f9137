package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.SessionIds;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses a command line, strictly. An error message never quotes a rejected value, not even in part, because it may be
 * a secret whose option was mistyped. It identifies the value by its option or position.
 */
final class OptionReader {

    private static final String PORTS = "--ports";
    private static final String ENDPOINT = "--endpoint";
    private static final String TABLE = "--table";
    private static final String NATIVE_TTL = "--native-ttl";
    private static final String MAX_HEAD_SIZE = "--max-head-size";
    private static final String LAYOUT = "--layout";
    private static final String KEY_PREFIX = "--key-prefix";
    private static final String KEY_ATTRIBUTE = "--key-attribute";
    private static final String STORAGE = "--storage";
    private static final String CODEC = "--codec";
    private static final String TOKENS = "--tokens";
    private static final String TTL = "--ttl";
    private static final String TOUCH_AFTER = "--touch-after";
    private static final String CLEANUP_INTERVAL = "--cleanup-interval";

    private static final String COOKIE_NAME = "--cookie-name";
    private static final String COOKIE_SECRET = "--cookie-secret";
    private static final String ON_FAILURE = "--on-failure";

    private static final List<String> KNOWN = List.of(
            PORTS,
            ENDPOINT,
            TABLE,
            NATIVE_TTL,
            MAX_HEAD_SIZE,
            LAYOUT,
            KEY_PREFIX,
            KEY_ATTRIBUTE,
            STORAGE,
            CODEC,
            TOKENS,
            TTL,
            TOUCH_AFTER,
            CLEANUP_INTERVAL,
            COOKIE_NAME,
            COOKIE_SECRET,
            ON_FAILURE);

    private static final List<String> SPELLED =
            Stream.concat(KNOWN.stream(), Stream.of("--help")).toList();

    private static final List<String> OF_DYNAMO =
            List.of(ENDPOINT, TABLE, NATIVE_TTL, MAX_HEAD_SIZE, LAYOUT, KEY_PREFIX, KEY_ATTRIBUTE);

    private static final List<String> OF_THE_NATIVE_LAYOUT = List.of(NATIVE_TTL, MAX_HEAD_SIZE);

    private static final List<String> OF_KEYS = List.of(KEY_PREFIX, KEY_ATTRIBUTE);

    /** A multi-word option name as written in the library's messages. */
    private static final Pattern OPTION_OF_THE_LIBRARY = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z]+)+\\b");

    private static final Duration MIN_TTL = Duration.ofSeconds(1);
    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    /** The maximum size of an item of DynamoDB. */
    private static final int MAX_ITEM = 400 * 1024;

    private static final int MAX_KEY_PREFIX = 512;
    private static final int RANDOM_BYTES = 24;

    /** The maximum length of the name of a key attribute in DynamoDB. */
    private static final int MAX_KEY_ATTRIBUTE = 255;

    /** The table names that DynamoDB accepts. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    /**
     * The allowed cookie names (RFC 6265bis); the prefixes that begin with two underscores require HTTPS, which the
     * demo does not have.
     */
    private static final Pattern COOKIE_NAME_FORM = Pattern.compile("(?!__)[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private final Map<String, String> given = new HashMap<>();
    private final List<String> cookieSecrets = new ArrayList<>();

    OptionReader(List<String> arguments) {
        for (String argument : arguments) {
            String name = argument.split("=", 2)[0];
            if (!KNOWN.contains(name)) {
                throw unknown(given.size() + cookieSecrets.size() + 1, argument);
            }
            if (argument.length() <= name.length() + 1) {
                throw new OptionException("option " + name + " needs a value, written as " + name + "=VALUE");
            }
            if (name.equals(COOKIE_SECRET)) {
                cookieSecrets.add(argument.substring(name.length() + 1));
            } else if (given.put(name, argument.substring(name.length() + 1)) != null) {
                throw new OptionException("option " + name + " is given twice; give it once");
            }
        }
    }

    DemoOptions read() {
        StorageKind storage = choice(STORAGE, StorageKind.DYNAMO_V2, StorageKind.values());
        if (storage == StorageKind.IN_MEMORY) {
            refuse(OF_DYNAMO, "only for " + STORAGE + "=" + StorageKind.DYNAMO_V2.option(), STORAGE, storage);
        }
        LayoutKind layout = choice(LAYOUT, LayoutKind.NATIVE, LayoutKind.values());
        if (layout.isOfExpress()) {
            refuse(OF_THE_NATIVE_LAYOUT, "only for " + LAYOUT + "=" + LayoutKind.NATIVE.option(), LAYOUT, layout);
        }
        if (layout == LayoutKind.CONNECT_DYNAMODB_SESSION) {
            refuse(OF_KEYS, "not options of that store, whose keys are session ids in 'id'", LAYOUT, layout);
        }
        return new DemoOptions(
                ports(),
                endpoint(),
                table(),
                nativeTtl(),
                maxHeadSize(),
                layout,
                keyPrefix(layout),
                keyAttribute(),
                storage,
                codec(layout),
                tokens(layout),
                duration(TTL, "30m", MIN_TTL, "at least 1s, such as 30m"),
                duration(TOUCH_AFTER, "10s", Duration.ZERO, "such as 10s, or 0 to record every access"),
                duration(CLEANUP_INTERVAL, "5m", Duration.ZERO, "such as 5m, or 0 for never"),
                cookieName(layout),
                checkedSecrets(layout),
                choice(ON_FAILURE, FailureKind.FAIL, FailureKind.values()));
    }

    private void refuse(List<String> names, String reason, String chosenBy, OptionValue chosen) {
        if (names.stream().anyMatch(given::containsKey)) {
            throw new OptionException(String.join(", ", names) + " are " + reason + "; omit them with " + chosenBy + "="
                    + chosen.option());
        }
    }

    private CodecKind codec(LayoutKind layout) {
        if (!layout.isOfExpress()) {
            return choice(CODEC, CodecKind.JDK, CodecKind.values());
        }
        CodecKind[] json = {CodecKind.JACKSON, CodecKind.GSON};
        return choice(
                CODEC, CodecKind.GSON, json, " with " + LAYOUT + "=" + layout.option() + ", which is read by Express");
    }

    private Tokens tokens(LayoutKind layout) {
        if (!layout.isOfExpress()) {
            return choice(TOKENS, Tokens.HASHED, Tokens.values());
        }
        String value = given.getOrDefault(TOKENS, Tokens.PLAIN.option());
        if (!value.equals(Tokens.PLAIN.option())) {
            throw wrong(
                    TOKENS,
                    Tokens.PLAIN.option() + " with " + LAYOUT + "=" + layout.option()
                            + ", since Express looks for what the cookie carries");
        }
        return Tokens.PLAIN;
    }

    private @Nullable String keyPrefix(LayoutKind layout) {
        String value = given.get(KEY_PREFIX);
        if (value == null) {
            return null;
        }
        boolean isShort = value.getBytes(StandardCharsets.UTF_8).length <= MAX_KEY_PREFIX;
        boolean ends = layout.isOfExpress() || !SessionIds.isIdCharacter(value.charAt(value.length() - 1));
        if (!isShort || !ends) {
            throw wrong(
                    KEY_PREFIX,
                    "at most " + MAX_KEY_PREFIX + " bytes"
                            + (layout.isOfExpress()
                                    ? ""
                                    : ", the last a character that no session id contains, such as ':' or '/'"));
        }
        return value;
    }

    /** Names that the layout itself uses are reported by the library. */
    private String keyAttribute() {
        String value = given.getOrDefault(KEY_ATTRIBUTE, "id");
        if (value.length() > MAX_KEY_ATTRIBUTE) {
            throw wrong(KEY_ATTRIBUTE, "the name of the table's hash key, 1 to " + MAX_KEY_ATTRIBUTE + " characters");
        }
        return value;
    }

    private String cookieName(LayoutKind layout) {
        String value = given.getOrDefault(COOKIE_NAME, layout.isOfExpress() ? "connect.sid" : "SESSION");
        if (!COOKIE_NAME_FORM.matcher(value).matches()) {
            throw wrong(
                    COOKIE_NAME, "1 to 100 letters, digits and !#$%&'*+-.^_`|~, not beginning with two underscores");
        }
        return value;
    }

    /** Invalid secrets are reported by the signer. Express reads signed cookies only. */
    private List<String> checkedSecrets(LayoutKind layout) {
        if (cookieSecrets.isEmpty()) {
            return layout.isOfExpress() ? List.of(randomSecret()) : List.of();
        }
        try {
            CookieSigner.of(cookieSecrets);
        } catch (SessionConfigurationException e) {
            throw new OptionException(inOptions(String.valueOf(e.getMessage())));
        }
        return cookieSecrets;
    }

    private static String randomSecret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private List<Integer> ports() {
        String value = given.getOrDefault(PORTS, "8081,8082");
        List<Integer> ports = new ArrayList<>();
        for (String text : value.split(",", -1)) {
            int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
            if (port < 1 || port > 65535 || ports.contains(port)) {
                throw wrong(PORTS, "different ports from 1 to 65535, such as 8081 or 8081,8082");
            }
            ports.add(port);
        }
        return ports;
    }

    private @Nullable URI endpoint() {
        String value = given.get(ENDPOINT);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        throw wrong(ENDPOINT, "an http or https URL, such as http://localhost:8000");
    }

    private String table() {
        String value = given.getOrDefault(TABLE, "sessions");
        if (!TABLE_NAME.matcher(value).matches()) {
            throw wrong(TABLE, "3 to 255 letters, digits, '_', '.' or '-'");
        }
        return value;
    }

    private boolean nativeTtl() {
        String value = given.getOrDefault(NATIVE_TTL, "true");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(NATIVE_TTL, "true or false");
        }
        return value.equals("true");
    }

    private int maxHeadSize() {
        String value = given.getOrDefault(MAX_HEAD_SIZE, "1024");
        int bytes = value.matches("\\d{1,6}") ? Integer.parseInt(value) : -1;
        if (bytes < 0 || bytes > MAX_ITEM) {
            throw wrong(MAX_HEAD_SIZE, "a number of bytes from 0 to 409600");
        }
        return bytes;
    }

    /** A message of the library, with its option names replaced by those of the command line. */
    static String inOptions(String message) {
        return OPTION_OF_THE_LIBRARY.matcher(message).replaceAll(found -> {
            String option = "--" + found.group().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            return KNOWN.contains(option) ? option : found.group();
        });
    }

    private <V extends OptionValue> V choice(String name, V byDefault, V[] values) {
        return choice(name, byDefault, values, "");
    }

    private <V extends OptionValue> V choice(String name, V byDefault, V[] values, String where) {
        String value = given.getOrDefault(name, byDefault.option());
        return OptionValue.find(values, value).orElseThrow(() -> wrong(name, OptionValue.all(values) + where));
    }

    private Duration duration(String name, String byDefault, Duration least, String right) {
        String value = given.getOrDefault(name, byDefault);
        try {
            Duration duration = DurationText.parse(value);
            if (duration.compareTo(least) >= 0 && duration.compareTo(MAX_DURATION) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw wrong(name, "a number and a unit (ms, s, m, h, d), " + right);
    }

    private static OptionException wrong(String name, String right) {
        return new OptionException("invalid value for " + name + "; expected " + right);
    }

    private static OptionException unknown(int position, String argument) {
        List<String> nearest = NearestOption.of(argument, SPELLED);
        return new OptionException("argument " + position + " is not an option"
                + (nearest.isEmpty()
                        ? "; the options are " + String.join(", ", SPELLED)
                        : "; did you mean " + String.join(" or ", nearest) + "? --help shows all"));
    }
}
