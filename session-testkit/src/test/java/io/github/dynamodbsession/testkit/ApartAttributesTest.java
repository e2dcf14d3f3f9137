package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncAttributeLoading;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a store does with attributes that its storage keeps apart: it loads them when one is read, and never otherwise. */
class ApartAttributesTest {

    private static final String LARGE = "x".repeat(2000);
    private static final int MIN_SIZE = 1000;

    private final SettableClock clock = SettableClock.startingNow();
    private final StorageClient all = Break.good();
    private final ApartClient apart = new ApartClient(all, MIN_SIZE);
    private final List<SessionCodecException> undecodable = new CopyOnWriteArrayList<>();
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private final Map<String, Object> ended = new HashMap<>();

    private final SessionListener notes = new SessionListener() {
        @Override
        public void onAttributeUndecodable(SessionCodecException failure) {
            undecodable.add(failure);
        }

        @Override
        public void onOperation(OperationEvent operation) {
            operations.add(operation.kind() + " " + operation.outcome());
        }

        @Override
        public void onEnded(Session session, EndCause cause) {
            session.attributeNames()
                    .forEach(name -> session.attribute(name).ifPresent(value -> ended.put(name, value)));
        }
    };

    private final SessionStore store = builder(apart).listener(notes).build();
    private final String id = stored(Map.of("small", "value", "large", LARGE, "other", LARGE + "other"));

    @AfterEach
    void close() {
        store.close();
    }

    private SessionStore.Builder builder(StorageClient client) {
        return SessionStore.builder(client).clock(clock).cleanupInterval(Duration.ZERO);
    }

    private String stored(Map<String, ?> attributes) {
        Session session = store.create();
        attributes.forEach(session::setAttribute);
        store.save(session);
        operations.clear();
        return session.id();
    }

    private Session found() {
        return found(id);
    }

    private Session found(String which) {
        return store.find(which).orElseThrow();
    }

    /** What is stored, read past the storage that keeps it apart. */
    private Object inStorage(String which, String name) {
        try (SessionStore direct = builder(new ClientDecorator(all) {
                    @Override
                    public void close() {}
                })
                .build()) {
            return direct.find(which).orElseThrow().attribute(name).orElse("nothing");
        }
    }

    @Test
    void namesAndWhatIsNotApartNeedNoLoad() {
        Session session = found();

        assertThat(session.attributeNames()).containsExactly("large", "other", "small");
        assertThat(session.attribute("small")).hasValue("value");
        assertThat(session.attribute("unknown")).isEmpty();
        assertThat(session.toString()).contains("3 attributes");
        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);

        assertThat(apart.loads).isEmpty();
    }

    @Test
    void whatIsReadIsLoadedOnceAndNothingElseIs() {
        Session session = found();

        Object value = session.attribute("large").orElseThrow();

        assertThat(value).isEqualTo(LARGE).isSameAs(session.attribute("large").orElseThrow());
        assertThat(apart.loads).containsExactly(Set.of("large"));
        assertThat(operations).containsExactly("FIND FOUND", "LOAD DONE");
    }

    @Test
    void whoReadsWhatAnotherThreadIsLoadingWaitsForIt() throws InterruptedException {
        Session session = found();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch loading = new CountDownLatch(1);
        apart.beforeLoading = () -> {
            loading.countDown();
            awaitUninterrupted(release);
        };
        CompletableFuture<Object> first = new CompletableFuture<>();
        CompletableFuture<Object> second = new CompletableFuture<>();
        new Thread(() -> first.complete(session.attribute("large").orElse("nothing"))).start();
        loading.await();
        Thread other =
                new Thread(() -> second.complete(session.attribute("large").orElse("nothing")));
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(session.attribute("small")).as("for others meanwhile").hasValue("value");
        release.countDown();

        assertThat(first.join()).isEqualTo(LARGE).isSameAs(second.join());
        assertThat(apart.loads).hasSize(1);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLoadThatFailsFailsTheReadAndTheNextReadRetries() {
        Session session = found();
        apart.fails = true;
        assertThatThrownBy(() -> session.attribute("large")).isInstanceOf(SessionStorageException.class);
        apart.fails = false;

        assertThat(session.attribute("large")).hasValue(LARGE);
        assertThat(undecodable).isEmpty();
        assertThat(operations).containsExactly("FIND FOUND", "LOAD FAILED", "LOAD DONE");
    }

    @Test
    void whatCannotBeReadIsLeftOutAndReportedOnce() {
        apart.unreadable.put("large", "is stored in a part that is missing");
        Session session = found();

        assertThat(session.attribute("large")).isEmpty();
        assertThat(session.attribute("large")).isEmpty();
        assertThat(session.attributeNames()).containsExactly("other", "small");
        assertThat(undecodable)
                .extracting(Throwable::getMessage)
                .containsExactly("Attribute 'large': is stored in a part that is missing");
        assertThat(apart.loads).hasSize(1);

        session.setAttribute("small", "changed");
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(inStorage(id, "large")).as("what is still stored of it").isEqualTo(LARGE);
    }

    @Test
    void whatCannotBeReadMayBeOverwrittenOrRemoved() {
        apart.unreadable.putAll(Map.of("large", "is missing", "other", "is missing"));
        Session session = found();
        session.setAttribute("large", LARGE);
        session.removeAttribute("other");

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(apart.updates).as("it counts as changed").containsExactly(Set.of("large"));
        assertThat(session.attribute("large")).hasValue(LARGE);
        assertThat(inStorage(id, "other")).isEqualTo("nothing");
    }

    @Test
    void aSaveOfAnotherAttributeNeitherLoadsNorWritesIt() {
        Session session = found();
        session.setAttribute("small", "changed");
        session.attribute("large");
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(apart.loads).as("what was read").containsExactly(Set.of("large"));
        assertThat(apart.updates).containsExactly(Set.of("small"));
        assertThat(session.attribute("other")).as("after the save").hasValue(LARGE + "other");
    }

    @Test
    void whatWasSetUnreadIsComparedAfterOneLoadAndWrittenOnlyIfItChanged() {
        Session session = found();
        session.setAttribute("large", LARGE);
        session.setAttribute("other", "changed");

        assertThat(session.hasUnsavedChanges()).isTrue();
        assertThat(apart.loads).as("to see whether there are changes").isEmpty();
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(apart.loads).containsExactly(Set.of("large", "other"));
        assertThat(apart.updates).containsExactly(Set.of("other"));
        assertThat(operations).as("a load of a save is part of it").containsExactly("FIND FOUND", "SAVE CHANGED");
    }

    @Test
    void anEqualValueIsNoWrite() {
        Session session = found();
        session.setAttribute("large", LARGE);

        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(apart.updates).isEmpty();
    }

    @Test
    void aSaveWhoseLoadFailsStoresNothingAndCanBeRepeated() {
        Session session = found();
        session.setAttribute("large", "changed");
        apart.fails = true;
        assertThatThrownBy(() -> store.save(session)).isInstanceOf(SessionStorageException.class);
        apart.fails = false;

        assertThat(inStorage(id, "large")).isEqualTo(LARGE);
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(inStorage(id, "large")).isEqualTo("changed");
    }

    @Test
    void toRemoveItNeedsNoLoad() {
        Session session = found();
        session.removeAttribute("large");

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(apart.loads).isEmpty();
        assertThat(session.attributeNames()).containsExactly("other", "small");
        assertThat(session.attribute("large")).isEmpty();
        assertThat(inStorage(id, "large")).isEqualTo("nothing");
    }

    @Test
    void anIdChangeCarriesItAlongUnread() {
        Session session = found();
        String newId = store.changeId(session);

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(apart.loads).isEmpty();
        assertThat(renamed().session().unloaded()).containsExactlyInAnyOrder("large", "other");
        assertThat(inStorage(newId, "large")).isEqualTo(LARGE);
        assertThat(session.attribute("large")).as("after the id change").hasValue(LARGE);
    }

    @Test
    void anIdChangeKeepsApartWhatWasRead() {
        Session session = found();
        session.attribute("large");
        session.setAttribute("other", "small now");
        String newId = store.changeId(session);
        store.save(session);

        assertThat(renamed().session().apart().names()).containsExactly("large");
        assertThat(renamed().session().unloaded()).isEmpty();
        assertThat(inStorage(newId, "large")).isEqualTo(LARGE);
        assertThat(inStorage(newId, "other")).isEqualTo("small now");
    }

    private Change.Rename renamed() {
        assertThat(apart.renames).hasSize(1);
        return apart.renames.get(0);
    }

    @Test
    void whatOthersWroteSinceIsNeitherReadNorUndone() {
        Session session = found();
        Session theirs = found();
        theirs.setAttribute("large", LARGE + "theirs");
        theirs.removeAttribute("other");
        store.save(theirs);
        session.setAttribute("small", "ours");
        store.changeId(session);

        assertThat(session.attribute("large")).as("as it was found").hasValue(LARGE);
        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(session.attribute("other")).as("as it was found").hasValue(LARGE + "other");
        assertThat(inStorage(session.id(), "large")).isEqualTo(LARGE + "theirs");
        assertThat(inStorage(session.id(), "other")).isEqualTo("nothing");
        assertThat(inStorage(session.id(), "small")).isEqualTo("ours");
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsRecognizedAlthoughItsValueIsApartNow() {
        FailingStorageClient failing = FailingStorageClient.of(apart);
        SessionStore lossy = builder(failing).init(false).build();
        Session session = lossy.find(id).orElseThrow();
        session.setAttribute("large", LARGE + "changed");
        failing.on(FailingStorageClient.Operation.UPDATE).failAfterApplying();
        assertThatThrownBy(() -> lossy.save(session)).isInstanceOf(SessionStorageException.class);

        assertThat(lossy.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(apart.updates).containsExactly(Set.of("large"));
        assertThat(session.attribute("large")).hasValue(LARGE + "changed");
        assertThat(inStorage(id, "large")).isEqualTo(LARGE + "changed");
    }

    @Test
    void listenersOfTheEndReadWhatWasApart() {
        store.delete(found());
        assertThat(ended).containsEntry("large", LARGE).containsEntry("small", "value");
    }

    @Test
    void listenersOfExpiryReadWhatWasApart() {
        clock.advance(Duration.ofDays(15));
        store.reap();
        assertThat(ended).containsEntry("large", LARGE).containsEntry("small", "value");
    }

    @Test
    void whatIsListedLoadsWhenItIsRead() {
        List<Session> listed = store.sessions().toList();
        assertThat(apart.loads).isEmpty();

        assertThat(listed).singleElement().satisfies(session -> assertThat(session.attribute("large"))
                .hasValue(LARGE));
    }

    @Test
    void anIndexIsComputedFromWhatIsApart() {
        List<SessionIndex> indexes =
                List.of(SessionIndex.ofAttribute("name"), SessionIndex.of("size", session -> session.attribute("large")
                        .map(value -> "size " + value.toString().length())
                        .orElse(null)));
        ApartClient everything = new ApartClient(all, 0);
        String before = stored(Map.of("name", "ann", "large", LARGE));
        SessionStore indexed = builder(everything)
                .index(indexes.get(0))
                .index(indexes.get(1))
                .init(false)
                .build();
        Session session = indexed.find(before).orElseThrow();
        session.setAttribute("small", 1);

        assertThat(indexed.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(indexed.findByIndex("name", "ann").map(Session::id)).containsExactly(before);
        assertThat(indexed.findByIndex("size", "size " + LARGE.length()).map(Session::id))
                .containsExactly(before);
    }

    @Test
    void aComputedIndexKeepsItsValueIfWhatItReadsTurnsOutToBeUnreadable() {
        SessionIndex size = SessionIndex.of("size", session -> session.attribute("large")
                .map(value -> "size " + value.toString().length())
                .orElse(null));
        SessionStore indexed = builder(apart).index(size).init(false).build();
        Session begun = indexed.create();
        begun.setAttribute("large", LARGE);
        indexed.save(begun);
        apart.unreadable.put("large", "is missing");
        Session session = indexed.find(begun.id()).orElseThrow();
        session.setAttribute("small", 1);

        assertThat(indexed.save(session)).isEqualTo(SaveResult.CHANGED);

        assertThat(indexed.findByIndex("size", "size " + LARGE.length()).map(Session::id))
                .containsExactly(begun.id());
    }

    @Test
    void whoReadsAllLoadsAllByOneCall() {
        Session session = found();
        assertThat(session.isLoaded("large")).isFalse();
        assertThat(session.isLoaded("small")).isTrue();
        assertThat(session.isLoaded("unknown")).isTrue();
        assertThat(apart.loads).isEmpty();

        session.loadAttributes();
        session.loadAttributes();

        assertThat(session.isLoaded("large")).isTrue();
        assertThat(session.attribute("large")).hasValue(LARGE);
        assertThat(session.attribute("other")).hasValue(LARGE + "other");
        assertThat(apart.loads).containsExactly(Set.of("large", "other"));
    }

    @Test
    void whoReadsAllLoadsNothingThatWasSetOrRemoved() {
        Session session = found();
        session.setAttribute("large", "set");
        session.removeAttribute("other");

        session.loadAttributes();

        assertThat(session.isLoaded("large")).isTrue();
        assertThat(session.isLoaded("other")).isTrue();
        assertThat(apart.loads).isEmpty();
    }

    @Test
    void aLoadIsLimitedAsAnOperationOnOneSession() {
        List<Duration> limits = new ArrayList<>();
        StorageClient limited = new Limited(limits);
        try (SessionStore inTime = builder(limited).ticker(() -> 0).build()) {
            Session session = inTime.find(id).orElseThrow();
            limits.clear();
            session.attribute("large");
        }

        assertThat(limits).containsExactly(Limited.TIMEOUT);
    }

    @Test
    void aBridgedLoadIsLimitedAsWell() {
        List<Duration> limits = new CopyOnWriteArrayList<>();
        AsyncStorageClient bridged = AsyncStorageClient.bridge(new Limited(limits), Runnable::run);
        AsyncAttributeLoading loading = bridged.within(Limited.TIMEOUT)
                .capability(AsyncAttributeLoading.class)
                .orElseThrow();

        loading.load(apart.get(id, clock.instant()).orElseThrow(), Set.of("large"))
                .toCompletableFuture()
                .join();

        assertThat(limits).singleElement().satisfies(left -> assertThat(left).isLessThanOrEqualTo(Limited.TIMEOUT));
    }

    private final class Limited extends ClientDecorator implements TimeLimited {

        static final Duration TIMEOUT = Duration.ofSeconds(7);

        private final List<Duration> limits;

        Limited(List<Duration> limits) {
            super(apart);
            this.limits = limits;
        }

        @Override
        public Duration operationTimeout() {
            return TIMEOUT;
        }

        @Override
        public StorageClient within(Duration left) {
            limits.add(left);
            return apart;
        }
    }

    @Test
    void aSessionThatIsNewHasNothingToLoad() {
        Session session = store.create();
        session.setAttribute("large", LARGE);
        store.save(session);
        session.setAttribute("large", LARGE + "changed");
        store.save(session);

        assertThat(session.attribute("large")).hasValue(LARGE + "changed");
        assertThat(apart.loads).isEmpty();
        assertThat(new ArrayList<>(apart.updates)).containsExactly(Set.of("large"));
    }
}
