package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.events.AbstractSessionEvent;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/** What a repository of Spring Session must do, over a store in memory, whether it waits for its answers or not. */
abstract class RepositoryContract {

    static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    static final List<SessionIndex> INDEXES = List.of(SpringIndexes.principal(), SessionIndex.ofAttribute("tenant"));

    final SettableClock clock = SettableClock.startingNow();
    final CountedStorage storage = new CountedStorage();
    private final Tested tested = tested();
    private final FindByIndexNameSessionRepository<StoreSession> repository = tested.repository();

    /** A repository over {@link #storage} and {@link #clock}, with {@link #INDEXES} and {@link #HALF_AN_HOUR}. */
    abstract Tested tested();

    /** What is tried. */
    interface Tested extends AutoCloseable {

        /** The repository, or a view of it that waits. */
        FindByIndexNameSessionRepository<StoreSession> repository();

        /** Another one on the same store, which publishes events. */
        Telling telling(ApplicationEventPublisher publisher);

        /** Gives a session another id, and has that stored. */
        String rename(StoreSession session);

        long count();

        void reap();

        @Override
        void close();
    }

    /** A repository that tells, and who its events say has told. */
    record Telling(FindByIndexNameSessionRepository<StoreSession> repository, Object source) {}

    @AfterEach
    void close() {
        tested.close();
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
        assertThat(repository.findById(null)).isNull();
        repository.deleteById(null);
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
    void theAccessThatIsStoredIsTheMomentOfTheSaveWhateverWasNoted() {
        String id = saved("color", "red").getId();
        Instant created = repository.findById(id).getCreationTime();
        clock.advance(HALF_AN_HOUR.dividedBy(2));
        for (Duration away : List.of(Duration.ofDays(-1), Duration.ofDays(1))) {
            StoreSession aged = repository.findById(id);
            aged.setLastAccessedTime(created.plus(away));
            aged.setAttribute("away", away);
            repository.save(aged);
            assertThat(repository.findById(id).getLastAccessedTime()).isEqualTo(clock.instant());
        }
        clock.advance(HALF_AN_HOUR.plusMinutes(5));
        assertThat(repository.findById(id)).isNull();
    }

    @Test
    void anAccessThatCannotBeNowIsWarnedOfOnce() {
        try (Warnings warnings = Warnings.of(StoreSessionRepository.class.getPackageName())) {
            StoreSession found = repository.findById(saved("color", "red").getId());
            found.setLastAccessedTime(found.getCreationTime().plusSeconds(30));
            found.setLastAccessedTime(found.getCreationTime().minusSeconds(30));
            assertThat(warnings.messages()).isEmpty();
            found.setLastAccessedTime(found.getCreationTime().minus(Duration.ofHours(1)));
            found.setLastAccessedTime(found.getCreationTime().plus(Duration.ofHours(1)));
            assertThat(warnings.messages())
                    .singleElement()
                    .asString()
                    .contains("setLastAccessedTime", "not stored")
                    .doesNotContain(found.getId());
        }
    }

    @Test
    void anAccessAfterTheEndIsWarnedOf() {
        try (Warnings warnings = Warnings.of(StoreSessionRepository.class.getPackageName())) {
            StoreSession found = repository.findById(saved("color", "red").getId());
            found.setLastAccessedTime(found.getCreationTime().plus(Duration.ofHours(1)));
            assertThat(warnings.messages()).hasSize(1);
        }
    }

    @Test
    void aSessionThatAnotherRequestEndedIsNeitherAFailureNorAlive() {
        StoreSession found = repository.findById(saved("color", "red").getId());
        repository.deleteById(found.getId());
        found.setAttribute("color", "blue");
        assertThat(found.isExpired()).isFalse();
        repository.save(found);
        assertThat(found.isExpired()).isTrue();
        assertThat(repository.findById(found.getId())).isNull();
        assertThat(tested.count()).isZero();
    }

    @Test
    void noMessageShowsTheIdOrAValue() {
        StoreSession session = saved("color", "red");
        assertThat(session.toString()).doesNotContain(session.getId()).doesNotContain("red");
        assertThat(new SessionIdChangedEvent(repository, session, "old-id").toString())
                .doesNotContain(session.getId())
                .doesNotContain("old-id");
        assertThat(SessionMemo.Known.of(session).toString())
                .doesNotContain(session.getId())
                .doesNotContain("red");
        assertThat(new MarkedSession(session).toString())
                .doesNotContain(session.getId())
                .doesNotContain("red");
    }

    @Nested
    class ChangeOfTheId {

        @Test
        void takesEffectAsOneWithAllThatIsThere() {
            StoreSession session = saved("color", "red");
            StoreSession found = repository.findById(session.getId());
            String oldId = found.getId();
            found.setAttribute("size", 5);
            String newId = tested.rename(found);
            assertThat(newId).isNotEqualTo(oldId).isEqualTo(found.getId());
            assertThat(repository.findById(oldId)).isNull();
            assertThat(repository.findById(newId).getAttributeNames()).containsExactly("color", "size");
        }

        @Test
        void thenInvalidateLeavesNothingAlive() {
            StoreSession found = repository.findById(saved("color", "red").getId());
            repository.deleteById(tested.rename(found));
            found.setAttribute("late", true);
            repository.save(found);
            assertThat(tested.count()).isZero();
        }

        @Test
        void ofASessionThatIsNotStoredCostsNothing() {
            StoreSession session = repository.createSession();
            String id = session.changeSessionId();
            assertThat(storage.takeCalls()).isEmpty();
            repository.save(session);
            assertThat(repository.findById(id)).isNotNull();
            assertThat(tested.count()).isOne();
        }

        @Test
        void isNotTurnedBackByAnOverlappingWriter() {
            String oldId = saved("color", "red").getId();
            StoreSession login = repository.findById(oldId);
            StoreSession late = repository.findById(oldId);
            String newId = tested.rename(login);
            late.setAttribute("color", "blue");
            repository.save(late);
            assertThat(repository.findById(oldId)).isNull();
            assertThat(repository.findById(newId).<String>getAttribute("color")).isEqualTo("red");
            assertThat(tested.count()).isOne();
        }

        @Test
        void carriesWhatWasSavedMeanwhile() {
            String oldId = saved("color", "red").getId();
            StoreSession login = repository.findById(oldId);
            StoreSession other = repository.findById(oldId);
            other.setAttribute("other", 2);
            repository.save(other);
            String newId = tested.rename(login);
            assertThat(repository.findById(newId).getAttributeNames()).containsExactly("color", "other");
        }

        @Test
        void ofASessionThatEndedMeanwhileRevivesNothing() {
            StoreSession found = repository.findById(saved("color", "red").getId());
            repository.deleteById(found.getId());
            tested.rename(found);
            repository.save(found);
            assertThat(tested.count()).isZero();
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
        void ofThePrincipalThatAReactiveMarkNames() {
            StoreSession session = saved(ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice");
            assertThat(repository.findByPrincipalName("alice")).containsOnlyKeys(session.getId());
            assertThat(repository.findByIndexNameAndIndexValue(
                            ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice"))
                    .containsOnlyKeys(session.getId());
            session.removeAttribute(ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
            repository.save(session);
            assertThat(repository.findByPrincipalName("alice")).isEmpty();
        }

        @Test
        void ofAnAttribute() {
            StoreSession session = saved("tenant", "acme");
            assertThat(repository.findByIndexNameAndIndexValue("tenant", "acme"))
                    .containsOnlyKeys(session.getId());
        }

        @Test
        void ofAValueThatNoSessionCanHave() {
            saved(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice");
            assertThat(repository.findByPrincipalName(null)).isEmpty();
            assertThat(repository.findByIndexNameAndIndexValue(null, "alice")).isEmpty();
            assertThat(storage.takeCalls()).isEmpty();
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

        private final List<Object> published = Collections.synchronizedList(new ArrayList<>());
        private final Telling told = tested.telling(published::add);
        private final FindByIndexNameSessionRepository<StoreSession> telling = told.repository();

        @Test
        void ofCreationChangeOfIdAndEnd() {
            StoreSession session = telling.createSession();
            telling.save(session);
            String oldId = session.getId();
            tested.rename(session);
            telling.deleteById(session.getId());
            assertThat(published).hasSize(3);
            assertThat(published.get(0)).isInstanceOf(SessionCreatedEvent.class);
            assertThat(((SessionIdChangedEvent) published.get(1)).getOldSessionId())
                    .isEqualTo(oldId);
            assertThat(((SessionIdChangedEvent) published.get(1)).getSessionId())
                    .isEqualTo(session.getId());
            assertThat(published.get(2)).isInstanceOf(SessionDeletedEvent.class);
            assertThat(((AbstractSessionEvent) published.get(2)).getSessionId()).isEqualTo(session.getId());
            assertThat(((AbstractSessionEvent) published.get(2)).getSource()).isSameAs(told.source());
        }

        @Test
        void ofExpiryWithWhatTheSessionHeld() {
            StoreSession session = telling.createSession();
            session.setAttribute("color", "red");
            telling.save(session);
            clock.advance(Duration.ofHours(1));
            tested.reap();
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
            assertThat(tested.count()).isZero();
        }
    }
}
