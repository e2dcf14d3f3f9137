package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownTokensTest {

    private static final String MADE_UP = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private static final String ANOTHER = "BBECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final Counting storage = new Counting();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Queue<String> ids = new ArrayDeque<>();

    private SessionStore.Builder builder() {
        return SessionStore.builder(storage).ticker(nanos::get).sharedReads(false);
    }

    private SessionStore hashed() {
        return builder().tokens(TokenKind.HASHED).acceptBothTokens(false).build();
    }

    /** A store whose next ids are known, as of sessions that come from elsewhere. */
    private SessionStore plain() {
        return builder()
                .tokens(TokenKind.PLAIN)
                .idGenerator(ids::remove)
                .unknownTokenMemory(Duration.ofSeconds(5))
                .build();
    }

    private static Optional<Session> find(SessionStore store, String text) {
        return store.findByToken(store.presented(text).orElseThrow());
    }

    private int gets(Runnable action) {
        int before = storage.gets;
        action.run();
        return storage.gets - before;
    }

    @Test
    void aMadeUpTokenCostsOneReadInFiveSeconds() {
        SessionStore store = hashed();

        assertThat(gets(() -> find(store, MADE_UP))).isOne();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
        for (int i = 0; i < 10; i++) {
            assertThat(gets(() -> find(store, MADE_UP))).isZero();
        }
        assertThat(gets(() -> find(store, ANOTHER))).isOne();

        nanos.incrementAndGet();
        assertThat(gets(() -> find(store, MADE_UP))).isOne();
    }

    @Test
    void bothLooksForOneTokenAreRemembered() {
        SessionStore store = builder().tokens(TokenKind.HASHED).build();

        assertThat(gets(() -> find(store, MADE_UP))).isEqualTo(2);
        assertThat(gets(() -> find(store, MADE_UP))).isZero();
    }

    @Test
    void aSessionOfTheVersionBeforeIsFoundAndItsFirstLookIsSpared() {
        ids.add(MADE_UP);
        SessionStore before = plain();
        before.save(before.create());
        SessionStore store = builder().tokens(TokenKind.HASHED).build();

        assertThat(find(store, MADE_UP)).isPresent();
        assertThat(gets(() -> find(store, MADE_UP))).isOne();
        assertThat(find(store, MADE_UP)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionThatThisStoreBeginsOrMovesThereIsSeenAtOnce(boolean isMoved) {
        SessionStore store = plain();
        ids.add(isMoved ? "first" : MADE_UP);
        Session session = store.create();
        if (isMoved) {
            store.save(session);
            ids.add(MADE_UP);
            store.changeId(session);
        }
        assertThat(find(store, MADE_UP)).isEmpty();

        store.save(session);

        assertThat(find(store, MADE_UP)).isPresent();
    }

    @Test
    void aReadThatBeganBeforeTheSessionIsNotRemembered() {
        SessionStore store = plain();
        ids.add(MADE_UP);
        Session session = store.create();
        storage.duringNextGet = () -> store.save(session);

        assertThat(find(store, MADE_UP)).isEmpty();
        assertThat(find(store, MADE_UP)).isPresent();
    }

    @Test
    void aSessionThatWasNotAnsweredIsSeenAsWell() {
        SessionStore store = plain();
        ids.add(MADE_UP);
        Session session = store.create();
        assertThat(find(store, MADE_UP)).isEmpty();
        storage.failsAfterPut = true;
        assertThatThrownBy(() -> store.save(session)).isInstanceOf(SessionStorageException.class);

        assertThat(find(store, MADE_UP)).isPresent();
    }

    @Test
    void aLookByIdAsksTheStorage() {
        SessionStore store = hashed();
        find(store, MADE_UP);
        String id = store.presented(MADE_UP).orElseThrow().id();

        assertThat(gets(() -> store.find(id))).isOne();
        assertThat(gets(() -> store.isAlive(id))).isOne();
    }

    @Test
    void aFailureIsNoMiss() {
        SessionStore store = hashed();
        storage.failsAtNextGet = true;
        assertThatThrownBy(() -> find(store, MADE_UP)).isInstanceOf(SessionStorageException.class);

        assertThat(gets(() -> find(store, MADE_UP))).isOne();
    }

    @Test
    void aLogoutIsNotSparedSinceItFollowsASessionToItsNewId() {
        SessionStore store = hashed();
        Session session = store.create();
        SessionToken old = session.token().orElseThrow();
        store.save(session);
        store.changeId(session);
        store.save(session);
        assertThat(store.findByToken(old)).isEmpty();

        assertThat(store.deleteByToken(old)).isTrue();
        assertThat(store.findByToken(session.token().orElseThrow())).isEmpty();
    }

    @Test
    void plainIdsAreNotRememberedUnlessAsked() {
        SessionStore store = builder().tokens(TokenKind.PLAIN).build();

        assertThat(gets(() -> find(store, MADE_UP))).isOne();
        assertThat(gets(() -> find(store, MADE_UP))).isOne();
    }

    @Test
    void zeroRemembersNothing() {
        SessionStore store = builder()
                .tokens(TokenKind.HASHED)
                .acceptBothTokens(false)
                .unknownTokenMemory(Duration.ZERO)
                .build();

        assertThat(gets(() -> find(store, MADE_UP))).isOne();
        assertThat(gets(() -> find(store, MADE_UP))).isOne();
    }

    @Test
    void theMemoryIsBoundedAndEmptiesItself() {
        UnknownTokens unknown = new UnknownTokens(Duration.ofSeconds(5), nanos::get);
        for (int i = 0; i < UnknownTokens.MAX_IDS + 10; i++) {
            unknown.missed("id" + i, unknown.looking("id" + i));
        }

        assertThat(unknown.size()).isEqualTo(UnknownTokens.MAX_IDS);
        assertThat(unknown.has("id" + (UnknownTokens.MAX_IDS - 1))).isTrue();
        assertThat(unknown.has("id" + UnknownTokens.MAX_IDS)).isFalse();

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        unknown.missed("new", unknown.looking("new"));
        assertThat(unknown.size()).isOne();
        assertThat(unknown.has("new")).isTrue();
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThatThrownBy(() ->
                        builder().unknownTokenMemory(Duration.ofSeconds(-1)).build())
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("unknownTokenMemory must be zero or more");
        assertThatThrownBy(
                        () -> builder().unknownTokenMemory(Duration.ofHours(2)).build())
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("unknownTokenMemory must be at most PT1H");
    }

    /** Counts reads, and can fail. */
    private static final class Counting extends PassingStorage {

        private int gets;
        private boolean failsAtNextGet;
        private boolean failsAfterPut;
        private Runnable duringNextGet = () -> {};

        Counting() {
            super(DocumentStorageClient.of(new MapDocumentStorage()));
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            gets++;
            if (failsAtNextGet) {
                failsAtNextGet = false;
                throw new SessionStorageException("unavailable", true, null);
            }
            Optional<SessionRecord> found = super.get(id, now);
            Runnable meanwhile = duringNextGet;
            duringNextGet = () -> {};
            meanwhile.run();
            return found;
        }

        @Override
        public PutResult put(Change change, Instant now) {
            PutResult result = super.put(change, now);
            if (failsAfterPut) {
                failsAfterPut = false;
                throw new SessionStorageException("no answer", true, null);
            }
            return result;
        }
    }
}
