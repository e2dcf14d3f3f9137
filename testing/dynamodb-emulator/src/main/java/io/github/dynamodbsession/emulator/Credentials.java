package io.github.dynamodbsession.emulator;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who asks DynamoDB.
 *
 * @param sessionToken {@code null} if they are not temporary
 */
record Credentials(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

    /** Those of the environment, by the names that every tool of AWS reads; {@code environment} answers "" for none. */
    static Optional<Credentials> in(UnaryOperator<String> environment) {
        String accessKeyId = environment.apply("AWS_ACCESS_KEY_ID");
        String secretAccessKey = environment.apply("AWS_SECRET_ACCESS_KEY");
        String sessionToken = environment.apply("AWS_SESSION_TOKEN");
        return accessKeyId.isBlank() || secretAccessKey.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Credentials(accessKeyId, secretAccessKey, sessionToken.isBlank() ? null : sessionToken));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
