package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.events.AbstractSessionEvent;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/** What Spring Session's repository must do, over a store in memory. */
class StoreSessionRepositoryTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final SettableClock clock = SettableClock.startingNow();
    private final CountedStorage storage = new CountedStorage();
    private final SessionStore store = SessionStore.builder(storage.client())
            .clock(clock)
            .index(SpringIndexes.principal())
            .index(SessionIndex.ofAttribute("tenant"))
            .build();
    private final StoreSessionRepository repository =
            StoreSessionRepository.builder(store).timeout(HALF_AN_HOUR).build();

    @AfterEach
    void close() {
        store.close();
    }

    private StoreSession saved(String name, Object value) {
        StoreSession session = repository.createSession();
        session.setAttribute(name, value);
        repository.save(session);
        storage.takeCalls();
        return session;
    }

    @Test
    void aSessionIsFoundAsItWasSaved() {
        StoreSession session = saved("color", "red");
        StoreSession found = repository.findById(session.getId());
        assertThat(found.<String>getAttribute("color")).isEqualTo("red");
        assertThat(found.getAttributeNames()).containsExactly("color");
        assertThat(found.getMaxInactiveInterval()).isEqualTo(HALF_AN_HOUR);
        assertThat(found.getCreationTime()).isEqualTo(session.getCreationTime());
        assertThat(found.isExpired()).isFalse();
    }

    @Test
    void nothingIsStoredBeforeASave() {
        repository.createSession();
        assertThat(storage.takeCalls()).isEmpty();
    }

    @Test
    void anUnchangedSessionIsNotWritten() {
        StoreSession found = repository.findById(saved("color", "red").getId());
        repository.save(found);
        assertThat(storage.takeCalls()).containsExactly("get");
    }

    @Test
    void aValueAlteredInPlaceIsWritten() {
        StoreSession found =
                repository.findById(saved("list", new ArrayList<>(List.of("a"))).getId());
        found.<List<String>>getAttribute("list").add("b");
        repository.save(found);
        StoreSession again = repository.findById(found.getId());
        assertThat(again.<List<String>>getAttribute("list")).containsExactly("a", "b");
    }

    @Test
    void anAttributeSetToNullIsRemoved() {
        StoreSession found = repository.findById(saved("color", "red").getId());
        found.setAttribute("color", null);
        repository.save(found);
        assertThat(repository.findById(found.getId()).getAttributeNames()).isEmpty();
    }

    @Test
    void overlappingRequestsLoseNothing() {
        StoreSession session = saved("color", "red");
        StoreSession one = repository.findById(session.getId());
        StoreSession other = repository.findById(session.getId());
        one.setAttribute("one", 1);
        other.setAttribute("other", 2);
        repository.save(one);
        repository.save(other);
        assertThat(repository.findById(session.getId()).getAttributeNames()).containsExactly("color", "one", "other");
    }

    @Test
    void anExpiredSessionIsAbsentAtOnce() {
        StoreSession session = saved("color", "red");
        clock.advance(HALF_AN_HOUR.plusSeconds(10));
        assertThat(repository.findById(session.getId())).isNull();
        assertThat(session.isExpired()).isTrue();
    }

    @Test
    void whatCannotBeAnIdIsNotFoundAndAsksNobody() {
        assertThat(repository.findById("no id ä")).isNull();
        repository.deleteById("no id ä");
        assertThat(storage.takeCalls()).isEmpty();
    }

    @Test
    void theAccessIsReadAsItWasNoted() {
        StoreSession found = repository.findById(saved("color", "red").getId());
        Instant access = found.getCreationTime().plusSeconds(5);
        found.setLastAccessedTime(access);
        assertThat(found.getLastAccessedTime()).isEqualTo(access);
    }

    @Test
    void aSessionThatAnotherRequestEndedIsNeitherAFailureNorAlive() {
        StoreSession found = repository.findById(saved("color", "red").getId());
        repository.deleteById(found.getId());
        found.setAttribute("color", "blue");
        repository.save(found);
        assertThat(repository.findById(found.getId())).isNull();
        assertThat(store.count()).isZero();
    }

    @Test
    void noMessageShowsTheIdOrAValue() {
        StoreSession session = saved("color", "red");
        assertThat(session.toString()).doesNotContain(session.getId()).doesNotContain("red");
        assertThat(new SessionIdChangedEvent(repository, session, "old-id").toString())
                .doesNotContain(session.getId())
                .doesNotContain("old-id");
    }

    @Test
    void immediatelyMeansAWriteForEachChange() {
        StoreSessionRepository immediate = StoreSessionRepository.builder(store)
                .flushMode(FlushMode.IMMEDIATE)
                .build();
        StoreSession session = immediate.createSession();
        assertThat(storage.takeCalls()).containsExactly("put");
        session.setAttribute("color", "red");
        assertThat(storage.takeCalls()).containsExactly("put");
        session.setMaxInactiveInterval(Duration.ofMinutes(5));
        assertThat(storage.takeCalls()).containsExactly("put");
        session.removeAttribute("color");
        assertThat(immediate.findById(session.getId()).getAttributeNames()).isEmpty();
    }

    @Nested
    class ChangeOfTheId {

        @Test
        void takesEffectAtOnceWithAllThatIsThere() {
            StoreSession session = saved("color", "red");
            StoreSession found = repository.findById(session.getId());
            String oldId = found.getId();
            found.setAttribute("size", 5);
            String newId = found.changeSessionId();
            assertThat(newId).isNotEqualTo(oldId).isEqualTo(found.getId());
            assertThat(repository.findById(oldId)).isNull();
            assertThat(repository.findById(newId).getAttributeNames()).containsExactly("color", "size");
        }

        @Test
        void thenInvalidateLeavesNothingAlive() {
            StoreSession found = repository.findById(saved("color", "red").getId());
            repository.deleteById(found.changeSessionId());
            found.setAttribute("late", true);
            repository.save(found);
            assertThat(store.count()).isZero();
        }

        @Test
        void ofASessionThatIsNotStoredCostsNothing() {
            StoreSession session = repository.createSession();
            String id = session.changeSessionId();
            assertThat(storage.takeCalls()).isEmpty();
            repository.save(session);
            assertThat(repository.findById(id)).isNotNull();
            assertThat(store.count()).isOne();
        }

        @Test
        void isNotTurnedBackByAnOverlappingWriter() {
            String oldId = saved("color", "red").getId();
            StoreSession login = repository.findById(oldId);
            StoreSession late = repository.findById(oldId);
            String newId = login.changeSessionId();
            late.setAttribute("color", "blue");
            repository.save(late);
            assertThat(repository.findById(oldId)).isNull();
            assertThat(repository.findById(newId).<String>getAttribute("color")).isEqualTo("red");
            assertThat(store.count()).isOne();
        }

        @Test
        void carriesWhatWasSavedMeanwhile() {
            String oldId = saved("color", "red").getId();
            StoreSession login = repository.findById(oldId);
            StoreSession other = repository.findById(oldId);
            other.setAttribute("other", 2);
            repository.save(other);
            String newId = login.changeSessionId();
            assertThat(repository.findById(newId).getAttributeNames()).containsExactly("color", "other");
        }

        @Test
        void ofASessionThatEndedMeanwhileRevivesNothing() {
            StoreSession found = repository.findById(saved("color", "red").getId());
            repository.deleteById(found.getId());
            found.changeSessionId();
            repository.save(found);
            assertThat(store.count()).isZero();
            String present = found.getId();
            assertThat(found.changeSessionId()).isEqualTo(present);
        }
    }

    @Nested
    class Indexes {

        @Test
        void ofThePrincipalByEitherOfSpringsNames() {
            StoreSession session = saved(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice");
            saved("color", "red");
            assertThat(repository.findByPrincipalName("alice")).containsOnlyKeys(session.getId());
            assertThat(repository.findByIndexNameAndIndexValue(
                            ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice"))
                    .containsOnlyKeys(session.getId());
            assertThat(repository.findByPrincipalName("bob")).isEmpty();
        }

        @Test
        void ofAnAttribute() {
            StoreSession session = saved("tenant", "acme");
            assertThat(repository.findByIndexNameAndIndexValue("tenant", "acme"))
                    .containsOnlyKeys(session.getId());
        }

        @Test
        void ofAValueThatNoSessionCanHave() {
            assertThat(repository.findByPrincipalName("")).isEmpty();
            assertThat(repository.findByPrincipalName("x".repeat(5000))).isEmpty();
        }

        @Test
        void thatTheStoreDoesNotHave() {
            assertThatThrownBy(() -> repository.findByIndexNameAndIndexValue("city", "x"))
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageContaining("city");
        }
    }

    @Nested
    class Events {

        private final List<Object> published = new ArrayList<>();
        private final StoreSessionRepository telling = StoreSessionRepository.builder(store)
                .timeout(HALF_AN_HOUR)
                .eventPublisher(published::add)
                .build();

        @Test
        void ofCreationChangeOfIdAndEnd() {
            StoreSession session = telling.createSession();
            telling.save(session);
            String oldId = session.getId();
            session.changeSessionId();
            telling.deleteById(session.getId());
            assertThat(published).hasSize(3);
            assertThat(published.get(0)).isInstanceOf(SessionCreatedEvent.class);
            assertThat(((SessionIdChangedEvent) published.get(1)).getOldSessionId())
                    .isEqualTo(oldId);
            assertThat(((SessionIdChangedEvent) published.get(1)).getSessionId())
                    .isEqualTo(session.getId());
            assertThat(published.get(2)).isInstanceOf(SessionDeletedEvent.class);
            assertThat(((AbstractSessionEvent) published.get(2)).getSessionId()).isEqualTo(session.getId());
            assertThat(((AbstractSessionEvent) published.get(2)).getSource()).isSameAs(telling);
        }

        @Test
        void ofExpiryWithWhatTheSessionHeld() {
            StoreSession session = telling.createSession();
            session.setAttribute("color", "red");
            telling.save(session);
            clock.advance(Duration.ofHours(1));
            store.reap();
            SessionExpiredEvent expired = (SessionExpiredEvent) published.get(1);
            assertThat(expired.<StoreSession>getSession().<String>getAttribute("color"))
                    .isEqualTo("red");
            assertThat(expired.<StoreSession>getSession().isExpired()).isTrue();
        }

        @Test
        void changeNothingThatIsStored() {
            StoreSession session = telling.createSession();
            telling.save(session);
            telling.deleteById(session.getId());
            StoreSession removed = ((SessionDeletedEvent) published.get(1)).getSession();
            removed.setAttribute("late", true);
            assertThat(removed.changeSessionId()).isEqualTo(session.getId());
            telling.save(removed);
            assertThat(store.count()).isZero();
        }
    }
}
