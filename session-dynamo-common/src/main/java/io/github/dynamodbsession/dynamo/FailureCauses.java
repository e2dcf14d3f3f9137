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
 * What the causes of a failure tell about a call that was not answered or not sent. All of them but those about credentials
 * are the JDK's, which the HTTP clients of both SDKs are built on.
 */
final class FailureCauses {

    private static final int MAX_DEPTH = 20;

    /** The names of the SDKs' credentials providers, with or without their package, in their order. */
    private static final Pattern PROVIDER = Pattern.compile("\\b([A-Z]\\w*?CredentialsProvider)(?:Wrapper)?\\b");

    /** The first name with a dot: some messages are only the host, others include that of the resolver. */
    private static final Pattern HOST = Pattern.compile("[\\w-]+(?:\\.[\\w-]+)+");

    private static final String CREDENTIALS = "credentials";

    private FailureCauses() {}

    /** Why a connection could not be established, or was lost. */
    static Reason ofDisconnection(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < MAX_DEPTH; depth++, below = below.getCause()) {
            if (below instanceof UnknownHostException) {
                return Reason.UNKNOWN_HOST;
            }
            if (below instanceof ConnectException && says(below, "refused")) {
                return Reason.REFUSED_CONNECTION;
            }
        }
        return Reason.BROKEN_CONNECTION;
    }

    /** The host without an address; empty if not known. */
    static Optional<String> unknownHost(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < MAX_DEPTH; depth++, below = below.getCause()) {
            if (below instanceof UnknownHostException && below.getMessage() != null) {
                Matcher host = HOST.matcher(below.getMessage());
                if (host.find()) {
                    return Optional.of(host.group());
                }
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the encryption of the connection, if that is the cause. */
    static Optional<String> noTls(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < MAX_DEPTH; depth++, below = below.getCause()) {
            if (below instanceof SSLException) {
                return Optional.of(String.valueOf(below.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Whether a call was not sent because there are no credentials. */
    static boolean isAboutCredentials(Throwable failure) {
        Throwable below = failure;
        for (int depth = 0; below != null && depth < MAX_DEPTH; depth++, below = below.getCause()) {
            if (says(below, CREDENTIALS)) {
                return true;
            }
        }
        return false;
    }

    /** The credentials providers that the SDK tried, in its order; empty if not known. */
    static Set<String> providersAsked(Throwable failure) {
        Set<String> asked = new LinkedHashSet<>();
        Throwable below = failure;
        for (int depth = 0; below != null && depth < MAX_DEPTH; depth++, below = below.getCause()) {
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
