package io.github.dynamodbsession.codec.tink;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a key service that does not answer from data that cannot be decrypted, by the exception of an {@code Aead}. */
final class Outages {

    private static final int MAX_CAUSES = 20;

    private Outages() {}

    /**
     * Clients of key services wrap what they learn in a {@link java.security.GeneralSecurityException}, whatever it was.
     * Behind it, an exception about input or output, or of the service's own library, means that the service has not
     * done it; unless it says that the ciphertext is invalid, as the service of AWS does.
     */
    static boolean isLikely(Throwable failure) {
        boolean isLikely = false;
        Throwable each = failure;
        for (int depth = 0; each != null && depth < MAX_CAUSES; depth++) {
            if (each.getClass().getSimpleName().contains("InvalidCiphertext")) {
                return false;
            }
            isLikely |= each instanceof IOException
                    || each instanceof TimeoutException
                    || each instanceof InterruptedException
                    || (each instanceof RuntimeException && !isOfTheJdk(each));
            each = each.getCause();
        }
        return isLikely;
    }

    /** Such as an {@link IllegalArgumentException}: about the data, not about a service. */
    private static boolean isOfTheJdk(Throwable failure) {
        return failure.getClass().getName().startsWith("java");
    }
}
