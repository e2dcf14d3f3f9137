package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

    private static final String TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());

    private static SessionToken hashed(String text) {
        return SessionToken.hashed(text).orElseThrow();
    }

    private static SessionToken plain(String text) {
        return SessionToken.plain(text).orElseThrow();
    }

    /** The expected id is by {@code printf %s TEXT | sha256sum}, of which the first 24 bytes were encoded. */
    @Test
    void theIdIsAMarkAndAHash() {
        SessionToken token = hashed(TEXT);

        assertThat(token.id()).isEqualTo("~v_yzzErpsb4YZGvkopAiMyhfCec-ZLiK");
        assertThat(token.reveal()).isEqualTo(TEXT);
        assertThat(SessionIds.isValid(token.id())).isTrue();
    }

    @Test
    void aPlainTokenIsTheId() {
        assertThat(plain(TEXT).id()).isEqualTo(TEXT).isEqualTo(plain(TEXT).reveal());
    }

    @Test
    void noPlainTokenCanBeAHash() {
        assertThat(SessionToken.plain(hashed(TEXT).id())).isEmpty();
        assertThat(SessionToken.hashed(hashed(TEXT).id())).isEmpty();
        assertThat(SessionToken.plain("~")).isEmpty();
        assertThat(SessionToken.plain("a~")).isPresent();
    }

    @Test
    void onlyTextOf192BitsIsHashed() {
        for (String other : new String[] {
            "", TEXT.substring(1), TEXT + "a", TEXT.substring(1) + ".", TEXT.substring(1) + "~", TEXT.substring(1) + "="
        }) {
            assertThat(SessionToken.hashed(other)).isEmpty();
        }
    }

    @Test
    void tokensAreEqualByTextAndKind() {
        assertThat(hashed(TEXT)).isEqualTo(hashed(TEXT)).hasSameHashCodeAs(hashed(TEXT));
        assertThat(plain(TEXT)).isEqualTo(plain(TEXT)).hasSameHashCodeAs(plain(TEXT));
        assertThat(hashed(TEXT))
                .isNotEqualTo(plain(TEXT))
                .isNotEqualTo(hashed("B" + TEXT.substring(1)))
                .isNotEqualTo(TEXT);
        assertThat(hashed(TEXT).hashCode()).isNotEqualTo(TEXT.hashCode());
    }

    @Test
    void nothingButOneMethodGivesTheTokenAway() {
        SessionToken token = hashed(TEXT);

        assertThat(token.toString()).isEqualTo("a session token");
        assertThat(token).isNotInstanceOf(Serializable.class);
        assertThat(Arrays.stream(SessionToken.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName))
                .containsExactlyInAnyOrder("reveal", "id", "equals", "hashCode", "toString");
    }

    @Test
    void everySessionHasATokenOfItsOwn() {
        SessionStore store =
                SessionStore.builder(storage).tokens(TokenKind.HASHED).build();
        Set<SessionToken> tokens = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Session session = store.create();
            SessionToken token = session.token().orElseThrow();
            assertThat(token.reveal()).matches("[A-Za-z0-9_-]{32}");
            assertThat(session.id()).matches("~[A-Za-z0-9_-]{32}").isEqualTo(token.id());
            tokens.add(token);
        }
        assertThat(tokens).hasSize(1000);
        store.close();
    }

    /** What listeners and indexes get. */
    @Test
    void aSessionForOthersHasNoTokenBeforeAndAfterAnIdChange() {
        SessionStore store =
                SessionStore.builder(storage).tokens(TokenKind.HASHED).build();
        Session session = store.create();
        Session forOthers = session.withoutToken();

        assertThat(forOthers.token()).isEmpty();
        store.changeId(session);
        assertThat(forOthers.token()).isEmpty();
        assertThat(forOthers.id()).isEqualTo(session.id());
        assertThat(forOthers)
                .isEqualTo(session)
                .hasSameHashCodeAs(session)
                .isNotEqualTo(store.create().withoutToken());
        store.close();
    }

    @Test
    void anIdGeneratorIsForPlainTokens() {
        Supplier<String> ids = () -> TEXT;

        assertThatThrownBy(() -> SessionStore.builder(storage)
                        .tokens(TokenKind.HASHED)
                        .idGenerator(ids)
                        .build())
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageStartingWith("idGenerator ")
                .hasMessageContaining("tokens(PLAIN)");
        assertThatCode(() -> SessionStore.builder(storage)
                        .tokens(TokenKind.PLAIN)
                        .idGenerator(ids)
                        .build()
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void nullIsNoTokenAndNoKind() {
        SessionStore store = SessionStore.of(storage);

        assertThatThrownBy(() -> store.presented(null)).hasMessage("text");
        assertThatThrownBy(() -> store.findByToken(null)).hasMessage("token");
        assertThatThrownBy(() -> store.deleteByToken(null)).hasMessage("token");
        assertThatThrownBy(() -> SessionStore.builder(storage).tokens(null)).hasMessage("tokens");
        store.close();
    }
}
