package io.github.dynamodbsession.codec.tink;

import com.google.crypto.tink.Aead;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.security.GeneralSecurityException;
import java.util.function.Predicate;

/**
 * An {@code Aead} whose outages are a retryable {@link SessionException}, and whose other failures are a {@link
 * GeneralSecurityException}.
 *
 * @param aead does the work
 * @param isOutage whether a failure is an outage
 */
record GuardedAead(Aead aead, Predicate<Throwable> isOutage) implements Aead {

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        try {
            return aead.encrypt(plaintext, associatedData);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw judged(e);
        }
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        try {
            return aead.decrypt(ciphertext, associatedData);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw judged(e);
        }
    }

    private GeneralSecurityException judged(Exception failure) {
        if (failure instanceof SessionException known) {
            throw known;
        }
        if (isOutage.test(failure)) {
            throw new SessionStorageException(
                    "The key service that encrypts session attributes did not answer, or refused; try again later.",
                    true,
                    failure);
        }
        return failure instanceof GeneralSecurityException known
                ? known
                : new GeneralSecurityException("The Aead failed", failure);
    }

    @Override
    public String toString() {
        return "Aead";
    }
}
