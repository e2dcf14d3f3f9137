package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.error.SessionStorageException.Reason;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * What the exceptions below a failure say of a call that nobody answered, or that was not sent. All of them but the words
 * about credentials are the JDK's, on which the HTTP clients of both SDKs stand.
 */
final class FailureCauses {

    private static final int DEEPEST = 20;

    /** As the SDKs name what they ask for credentials, with or without the package, in the order in which they ask. */
    private static final Pattern PROVIDER = Pattern.compile("\\b([A-Z]\\w*?CredentialsProvider)(?:Wrapper)?\\b");

    /** The first name with a dot in it: some say only the host, others also what the resolver said. */
    private static final Pattern HOST = Pattern.compile("[\\w-]+(?:\\.[\\w-]+)+");

    private static final String CREDENTIALS = "credentials";

    private FailureCauses() {}

    /** Why there was no connection, or no longer one. */
    static Reason ofDisconnection(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < DEEPEST; depth++, below = below.getCause()) {
            if (below instanceof UnknownHostException) {
                return Reason.UNKNOWN_HOST;
            }
            if (below instanceof ConnectException && says(below, "refused")) {
                return Reason.REFUSED_CONNECTION;
            }
        }
        return Reason.BROKEN_CONNECTION;
    }

    /** The host that has no address; empty if that is not said. */
    static Optional<String> unknownHost(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < DEEPEST; depth++, below = below.getCause()) {
            if (below instanceof UnknownHostException && below.getMessage() != null) {
                Matcher host = HOST.matcher(below.getMessage());
                if (host.find()) {
                    return Optional.of(host.group());
                }
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the encryption of the connection, if that is what is. */
    static Optional<String> noTls(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < DEEPEST; depth++, below = below.getCause()) {
            if (below instanceof SSLException) {
                return Optional.of(String.valueOf(below.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Whether it is for want of credentials that a call was not sent. */
    static boolean isAboutCredentials(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < DEEPEST; depth++, below = below.getCause()) {
            if (says(below, CREDENTIALS)) {
                return true;
            }
        }
        return false;
    }

    /** What the SDK asked for credentials, in its own order; empty if it does not say. */
    static Set<String> providersAsked(Throwable failure) {
        Set<String> asked = new LinkedHashSet<>();
        Throwable below = failure;
        for (int depth = 0; below != null && depth < DEEPEST; depth++, below = below.getCause()) {
            Matcher provider = PROVIDER.matcher(String.valueOf(below.getMessage()));
            while (provider.find()) {
                asked.add(provider.group(1));
            }
        }
        return asked;
    }

    private static boolean says(Throwable failure, String word) {
        return failure.getMessage() != null
                && failure.getMessage().toLowerCase(Locale.ROOT).contains(word);
    }
}
