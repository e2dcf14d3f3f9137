package io.github.dynamodbsession.shown;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds tokens, ids and attribute values in a text. */
final class Secrets {

    /** What every value of a test contains that must not be shown. */
    static final String VALUE = "s3cret";

    /** A token, or an id without the tilde before it: 24 bytes in Base64, as URLs have it. */
    private static final Pattern WORD =
            Pattern.compile("(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-Fa-f]{2}))[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])");

    /** The same in Base64 once more, as Spring's cookies have it. */
    private static final Pattern ENCODED =
            Pattern.compile("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/]{43}[A-Za-z0-9+/=](?![A-Za-z0-9+/_-])");

    /** Of 24 random bytes, one in a thousand has fewer changes; names of classes and methods have fewer. */
    private static final int LEAST_CHANGES = 12;

    /** Longer than anything in which a token is one of several parts, such as a URL or a signed cookie. */
    private static final int LONGEST = 128;

    private Secrets() {}

    /** All that a text shows: empty if nothing. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        if (text.contains(VALUE)) {
            found.add(VALUE);
        }
        for (Matcher matcher = WORD.matcher(text); matcher.find(); ) {
            if (isRandom(matcher.group()) && !isInsideOfBase64(text, matcher)) {
                found.add(matcher.group());
            }
        }
        for (Matcher matcher = ENCODED.matcher(text); matcher.find(); ) {
            String decoded = new String(Base64.getDecoder().decode(matcher.group()), StandardCharsets.ISO_8859_1);
            Matcher word = WORD.matcher(decoded);
            if (word.find() && isRandom(word.group())) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /** Whether a word looks like a random one: small and capital letters and digits, and not in words. */
    private static boolean isRandom(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++) {
            if (kind(word.charAt(i)) != kind(word.charAt(i - 1))) {
                changes++;
            }
        }
        return changes >= LEAST_CHANGES
                && Stream.of('A', 'a', '0').allMatch(kind -> word.chars().anyMatch(each -> kind((char) each) == kind));
    }

    private static char kind(char letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return 'a';
        }
        return letter >= '0' && letter <= '9' ? '0' : '-';
    }

    /** What surefire keeps of the class path and of its own state has slashes and plus signs here and there. */
    private static boolean isInsideOfBase64(String text, MatchResult word) {
        int begin = word.start();
        while (begin > 0 && isBase64(text.charAt(begin - 1))) {
            begin--;
        }
        int end = word.end();
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        return end - begin > LONGEST;
    }

    private static boolean isBase64(char letter) {
        return kind(letter) != '-' || letter == '+' || letter == '/';
    }
}
