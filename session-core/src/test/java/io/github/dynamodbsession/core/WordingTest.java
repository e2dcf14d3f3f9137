package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A store tells its failures in the words of whoever built it; what else they say stays. */
class WordingTest {

    private static final Throwable CAUSE = new IllegalStateException("below");

    private final List<SessionException> told = new ArrayList<>();

    private SessionStore store() {
        return SessionStore.builder(DocumentStorageClient.of(new MapDocumentStorage()))
                .messages(message -> message.replace("allowClass", "permit"))
                .listener(new SessionListener() {
                    @Override
                    public void onFailure(SessionException failure) {
                        told.add(failure);
                    }
                })
                .build();
    }

    @Test
    void whatIsThrownAndToldIsInTheseWords() {
        try (SessionStore store = store()) {
            Session session = store.create();
            session.setAttribute("format", new SimpleDateFormat("yyyy", Locale.ROOT));

            SessionCodecException failure =
                    catchThrowableOfType(SessionCodecException.class, () -> store.save(session));

            assertThat(failure).hasMessageContaining("permit(").hasMessageNotContaining("allowClass");
            assertThat(failure.attributeName()).contains("format");
            assertThat(told).containsExactly(failure);
        }
    }

    @Test
    void aFailureWhoseWordsStayIsTheSame() {
        SessionStorageException failure = new SessionStorageException("It failed.", true, CAUSE);

        assertThat(new Wording(message -> message).of(failure)).isSameAs(failure);
    }

    @Test
    void eachFailureKeepsWhatElseItSays() {
        SessionStorageException storage =
                new SessionStorageException(SessionStorageException.Reason.UNKNOWN_HOST, "It failed.", true, CAUSE);
        storage.addSuppressed(new IllegalStateException("beside"));
        assertThat(storage.withMessage("x"))
                .hasMessage("x")
                .hasCause(CAUSE)
                .hasSuppressedException(storage.getSuppressed()[0])
                .satisfies(e -> assertThat(e.getStackTrace()).isEqualTo(storage.getStackTrace()))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(SessionStorageException.Reason.UNKNOWN_HOST));

        SessionConfigurationException configuration =
                new SessionConfigurationException(SessionConfigurationException.Reason.MISSING, "It failed.", CAUSE);
        assertThat(configuration.withMessage("x").reason()).isEqualTo(SessionConfigurationException.Reason.MISSING);

        SessionTooLargeException tooLarge = new SessionTooLargeException(2, 1, Map.of("a", 2L), CAUSE);
        assertThat(tooLarge.withMessage("x")).hasMessage("x").hasCause(CAUSE);
        assertThat(tooLarge.withMessage("x").size()).isEqualTo(2);
        assertThat(tooLarge.withMessage("x").limit()).isEqualTo(1);
        assertThat(tooLarge.withMessage("x").largestAttributes()).isEqualTo(Map.of("a", 2L));

        SessionCodecException codec =
                SessionCodecException.refusing("a.B", "no").at(".c").forAttribute("d");
        assertThat(codec.withMessage("x")).hasMessage("x");
        assertThat(codec.withMessage("x").refusedClass()).contains("a.B");
        assertThat(codec.withMessage("x").attributeName()).contains("d");
    }
}
