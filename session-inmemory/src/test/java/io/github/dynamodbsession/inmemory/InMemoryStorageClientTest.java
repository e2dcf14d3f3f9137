package io.github.dynamodbsession.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InMemoryStorageClientTest {

    private static final Duration TTL = Duration.ofMinutes(30);
    private static final int MOST = 3;

    private final SettableClock clock = SettableClock.startingNow();
    private final InMemoryStorageClient client =
            InMemoryStorageClient.builder().maxSessions(MOST).build();
    private final SessionStore store = SessionStore.builder(client)
            .clock(clock)
            .ttl(TTL)
            .touchAfter(Duration.ZERO)
            .cleanupInterval(Duration.ZERO)
            .build();

    @Test
    void aFullStorageRefusesAnotherSessionAndKeepsAllThatLive() {
        List<Session> living = fill();
        Session refused = store.create();

        assertThatThrownBy(() -> store.save(refused))
                .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                        .as("there may be room later")
                        .isTrue())
                .hasMessageContaining("maxSessions is 3")
                .hasMessageNotContaining(refused.id());

        assertThat(living)
                .allSatisfy(session -> assertThat(store.find(session.id())).isPresent());
        assertThat(store.find(refused.id())).isEmpty();
        assertThat(refused.isEnded()).isFalse();
    }

    @Test
    void whatLivesCanBeChangedTouchedAndRenamedInAFullStorage() {
        List<Session> living = fill();
        clock.advance(Duration.ofMinutes(1));
        Session changed = store.find(living.get(0).id()).orElseThrow();
        changed.setAttribute("name", "value");
        Session touched = store.find(living.get(1).id()).orElseThrow();
        Session renamed = store.find(living.get(2).id()).orElseThrow();
        store.changeId(renamed);

        assertThat(store.save(changed)).isEqualTo(SaveResult.CHANGED);
        assertThat(store.save(touched)).isEqualTo(SaveResult.TOUCHED);
        assertThat(store.save(renamed)).isEqualTo(SaveResult.RENAMED);
    }

    @Test
    void whatHasExpiredMakesRoom() {
        List<Session> early = fill();
        clock.advance(TTL);

        assertThat(fill()).hasSize(MOST);

        assertThat(early)
                .allSatisfy(session -> assertThat(store.find(session.id())).isEmpty());
    }

    @Test
    void aSessionThatWasRefusedCanBeSavedWhenThereIsRoom() {
        List<Session> living = fill();
        Session waiting = store.create();
        assertThatThrownBy(() -> store.save(waiting)).isInstanceOf(SessionStorageException.class);

        store.delete(living.get(0));

        assertThat(store.save(waiting)).isEqualTo(SaveResult.CREATED);
    }

    @Test
    void aSessionMayTakeThePlaceOfAnExpiredOneInAFullStorage() {
        store.delete(fill().get(0));
        Instant now = clock.instant();
        SessionRecord expired =
                new SessionRecord("expired", new SessionTimes(now, now, TTL, now.plusSeconds(1)), Map.of(), "1");
        assertThat(client.put(new Change.Create(expired), now)).isEqualTo(PutResult.applied());
        clock.advance(Duration.ofSeconds(1));

        Instant later = clock.instant();
        SessionRecord next =
                new SessionRecord("expired", new SessionTimes(later, later, TTL, later.plus(TTL)), Map.of(), "2");
        assertThat(client.put(new Change.Create(next), later)).isEqualTo(PutResult.applied());
    }

    @Test
    void overlappingCreatesNeverExceedTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> creates = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                creates.add(() -> {
                    try {
                        return store.save(store.create()) == SaveResult.CREATED;
                    } catch (SessionStorageException e) {
                        return false;
                    }
                });
            }
            int created = 0;
            for (Future<Boolean> create : threads.invokeAll(creates, 30, TimeUnit.SECONDS)) {
                created += create.get() ? 1 : 0;
            }
            assertThat(created).isEqualTo(MOST);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingKeepsTheSessionsForOtherStores() {
        InMemoryStorageClient shared = InMemoryStorageClient.create();
        SessionStore first = SessionStore.of(shared);
        SessionStore second = SessionStore.of(shared);
        Session session = first.create();
        first.save(session);

        first.close();
        first.close();

        assertThat(second.find(session.id())).isPresent();
        second.close();
    }

    @Test
    void twoClientsShareNothing() {
        Session session = store.create();
        store.save(session);

        assertThat(InMemoryStorageClient.create().get(session.id(), clock.instant()))
                .isEmpty();
    }

    @Test
    void noRoomAtAllIsNoOption() {
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() ->
                            InMemoryStorageClient.builder().maxSessions(bad).build())
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageStartingWith("maxSessions must be at least 1")
                    .hasMessageContaining(Integer.toString(bad));
        }
    }

    private List<Session> fill() {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Session session = store.create();
            assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
            sessions.add(session);
        }
        return sessions;
    }
}
