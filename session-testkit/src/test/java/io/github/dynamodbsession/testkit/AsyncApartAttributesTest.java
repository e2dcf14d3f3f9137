package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An asynchronous store loads what is stored apart in the operation that reads the session: reading it never blocks. */
class AsyncApartAttributesTest {

    private static final String LARGE = "x".repeat(2000);
    private static final String USER = "user";
    private static final Set<String> BOTH = Set.of("large", "other");

    private final SettableClock clock = SettableClock.startingNow();
    private final StorageClient all = Break.good();
    private final ApartClient apart = new ApartClient(all, 1000);
    private final List<SessionCodecException> undecodable = new CopyOnWriteArrayList<>();
    private final Map<String, Object> ended = new ConcurrentHashMap<>();

    /** One thread: whoever blocks it waits for ever. */
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    private final SessionListener notes = new SessionListener() {
        @Override
        public void onAttributeUndecodable(SessionCodecException failure) {
            undecodable.add(failure);
        }

        @Override
        public void onEnded(Session session, EndCause cause) {
            int before = apart.loads.size();
            ended.put("cause", cause);
            session.attributeNames()
                    .forEach(name -> session.attribute(name).ifPresent(value -> ended.put(name, value)));
            assertThat(apart.loads).as("loads while it is read").hasSize(before);
        }
    };

    private final AsyncSessionStore store = builder().listener(notes).build().join();
    private final String id = stored();

    private AsyncSessionStore.Builder builder() {
        return AsyncSessionStore.builder(AsyncStorageClient.bridge(apart, executor))
                .executor(executor)
                .index(SessionIndex.ofAttribute(USER))
                .clock(clock)
                .cleanupInterval(Duration.ZERO);
    }

    @AfterEach
    void close() {
        store.close();
        executor.shutdownNow();
    }

    private String stored() {
        Session session = store.create();
        Map.of("small", "value", "large", LARGE, "other", LARGE + "other", USER, "ann")
                .forEach(session::setAttribute);
        store.save(session).join();
        return session.id();
    }

    private Session found() {
        return store.find(id).join().orElseThrow();
    }

    private void assertWhole(Session session) {
        int before = apart.loads.size();
        assertThat(session.attribute("large")).hasValue(LARGE);
        assertThat(session.attribute("other")).hasValue(LARGE + "other");
        assertThat(session.attribute("small")).hasValue("value");
        assertThat(apart.loads).as("loads while it is read").hasSize(before);
    }

    @Test
    void aSessionIsFoundWithAllInOneMoreCall() {
        Session session = found();

        assertThat(apart.loads).containsExactly(BOTH);
        assertWhole(session);
        assertThat(store.save(session).join()).isEqualTo(SaveResult.UNCHANGED);
    }

    @Test
    void aSessionThatIsAboutToExpireIsFoundWithAllAsWell() {
        clock.advance(Duration.ofDays(14).minusMinutes(1));

        Session session = found();

        assertThat(apart.loads).containsExactly(BOTH);
        assertWhole(session);
    }

    @Test
    void aSessionThatKeepsNothingApartCostsNoLoad() {
        Session small = store.create();
        small.setAttribute("small", "value");
        store.save(small).join();

        assertThat(store.find(small.id()).join()).isPresent();
        assertThat(store.isAlive(id).join()).isTrue();

        assertThat(apart.loads).isEmpty();
    }

    @Test
    void aFindWhoseLoadFailsFails() {
        apart.fails = true;

        assertThatThrownBy(() -> store.find(id).join()).hasCauseInstanceOf(SessionStorageException.class);
    }

    @Test
    void whatCannotBeReadIsLeftOutAndReported() {
        apart.unreadable.put("large", "is stored in a part that is missing");
        Session session = found();

        assertThat(session.attribute("large")).isEmpty();
        assertThat(session.attribute("other")).hasValue(LARGE + "other");
        assertThat(undecodable)
                .extracting(Throwable::getMessage)
                .containsExactly("Attribute 'large': is stored in a part that is missing");
    }

    @Test
    void whatIsListedIsWhole() {
        List<Session> each = new ArrayList<>();

        assertThat(store.sessions().join()).singleElement().satisfies(this::assertWhole);
        assertThat(store.forEachSession(each::add).join()).isEqualTo(1);
        assertThat(each).singleElement().satisfies(this::assertWhole);
        assertThat(apart.loads).containsExactly(BOTH, BOTH);
    }

    @Test
    void whatIsFoundByAnIndexIsWhole() {
        assertThat(store.findByIndex(USER, "ann").join()).singleElement().satisfies(this::assertWhole);
        assertThat(apart.loads).containsExactly(BOTH);
    }

    @Test
    void listenersOfTheEndReadAll() {
        store.delete(id).join();

        assertThat(ended).containsEntry("large", LARGE).containsEntry("small", "value");
        assertThat(apart.loads).containsExactly(BOTH);
    }

    @Test
    void listenersOfExpiryReadAll() {
        clock.advance(Duration.ofDays(15));

        assertThat(store.reap().join().removed()).isEqualTo(1);

        assertThat(ended).containsEntry("large", LARGE).containsEntry("cause", EndCause.EXPIRY);
        assertThat(apart.loads).containsExactly(BOTH);
    }

    @Test
    void listenersOfTheEndOfAllReadAll() {
        store.deleteAllSessionsOfEveryUser().join();
        assertThat(ended).containsEntry("large", LARGE).containsEntry("cause", EndCause.ADMINISTRATION);
    }

    @Test
    void listenersOfADeleteByIndexReadAll() {
        assertThat(store.deleteByIndex(USER, "ann").join()).isEqualTo(1);
        assertThat(ended).containsEntry("large", LARGE).containsEntry("cause", EndCause.ADMINISTRATION);
    }

    @Test
    void aRemovalDoesNotFailIfTheLoadDoesAndWhatIsMissingIsReported() {
        apart.fails = true;

        assertThat(store.delete(id).join()).isTrue();

        assertThat(ended).containsEntry("small", "value").doesNotContainKey("large");
        assertThat(undecodable)
                .extracting(e -> e.attributeName().orElseThrow())
                .containsExactlyInAnyOrder("large", "other");
    }

    @Test
    void aReapDoesNotFailIfTheLoadDoes() {
        apart.fails = true;
        clock.advance(Duration.ofDays(15));

        assertThat(store.reap().join().removed()).isEqualTo(1);

        assertThat(ended).containsEntry("small", "value").doesNotContainKey("large");
    }

    @Test
    void withoutAListenerARemovalLoadsNothing() {
        store.removeListener(notes);
        store.delete(id).join();
        assertThat(apart.loads).isEmpty();
    }

    @Test
    void whatWasSetUnreadIsComparedWithoutAnotherLoad() {
        Session session = found();
        session.setAttribute("large", LARGE);
        session.setAttribute("other", "changed");

        assertThat(store.save(session).join()).isEqualTo(SaveResult.CHANGED);

        assertThat(apart.loads).containsExactly(BOTH);
        assertThat(apart.updates).containsExactly(Set.of("other"));
    }
}
