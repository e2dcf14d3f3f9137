package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.OperationEvent.Decision;
import io.github.dynamodbsession.core.OperationEvent.Kind;
import io.github.dynamodbsession.core.OperationEvent.Outcome;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of operations, to the nanosecond. */
@Timeout(60)
class OperationsTest {

    private static final Duration CALL = Duration.ofMillis(7);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - CALL.toNanos()); // about to overflow
    private final AtomicInteger readsOfTheTime = new AtomicInteger();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<SessionException> failures = new CopyOnWriteArrayList<>();
    private final Storage storage = new Storage();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SessionListener listener = new SessionListener() {
        @Override
        public void onOperation(OperationEvent operation) {
            told.add(Told.of(operation));
            operation.failure().ifPresent(failures::add);
        }
    };
    private final SessionStore store = store().listener(listener).build();

    @AfterEach
    void close() {
        store.close();
        executor.shutdownNow();
    }

    private SessionStore.Builder store() {
        return SessionStore.builder(storage)
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .ticker(this::nanoTime);
    }

    private long nanoTime() {
        readsOfTheTime.incrementAndGet();
        return nanos.get();
    }

    /** Each call takes its time; writes may find that others have written, or not come back. */
    private final class Storage implements StorageClient {

        private final StorageClient documents = DocumentStorageClient.of(new MapDocumentStorage());
        private int overtakenBy;
        private boolean down;
        private RuntimeException foreignFailure;
        private ReapResult reaped;

        private void call() {
            nanos.addAndGet(CALL.toNanos());
            if (foreignFailure != null) {
                throw foreignFailure;
            }
            if (down) {
                throw new SessionStorageException("down, as the test wants it", true, null);
            }
        }

        @Override
        public void init() {
            call();
            documents.init();
        }

        @Override
        public Optional<SessionRecord> get(String id, Instant now) {
            call();
            return documents.get(id, now);
        }

        @Override
        public PutResult put(Change change, Instant now) {
            call();
            if (overtakenBy > 0) {
                overtakenBy--;
                String id = change instanceof Change.Update update ? update.id() : ((Change.Rename) change).oldId();
                return PutResult.stale(documents.get(id, now).orElseThrow());
            }
            return documents.put(change, now);
        }

        @Override
        public Optional<SessionRecord> delete(String id, Instant now) {
            call();
            return documents.delete(id, now);
        }

        @Override
        public boolean setExpires(String id, TimesChange times, Instant now) {
            call();
            if (overtakenBy > 0) {
                overtakenBy--;
                return false;
            }
            return documents.setExpires(id, times, now);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            call();
            return reaped == null ? documents.deleteExpired(before, removed) : reaped;
        }

        @Override
        public void close() {}
    }

    private static Told of(Kind kind, Outcome outcome, int calls) {
        return of(kind, outcome, Decision.NONE, 0, calls);
    }

    private static Told of(Kind kind, Outcome outcome, Decision decision, int conflicts, int calls) {
        return new Told(kind, outcome, decision, conflicts, CALL.multipliedBy(calls));
    }

    /** All of an operation but its failure. */
    private record Told(Kind kind, Outcome outcome, Decision decision, int conflicts, Duration duration) {

        static Told of(OperationEvent operation) {
            return new Told(
                    operation.kind(),
                    operation.outcome(),
                    operation.decision(),
                    operation.conflicts(),
                    operation.duration());
        }
    }

    private Session stored() {
        Session session = store.create();
        store.save(session);
        told.clear();
        return store.find(session.id()).orElseThrow();
    }

    @Test
    void whatASessionGoesThroughIsToldWithTheTimeItTook() {
        Session session = store.create();
        store.save(session);
        session.setAttribute("a", 1);
        store.save(session);
        store.save(session);
        store.changeId(session);
        store.save(session);
        store.find(session.id());
        store.delete(session);
        store.save(session);
        store.find(session.id());
        store.find("no id at all");
        store.delete(session.id());
        store.reap();

        assertThat(told)
                .containsExactly(
                        of(Kind.SAVE, Outcome.CREATED, Decision.CREATE, 0, 1),
                        of(Kind.SAVE, Outcome.CHANGED, Decision.CHANGE, 0, 1),
                        of(Kind.SAVE, Outcome.UNCHANGED, Decision.NOTHING, 0, 0),
                        of(Kind.SAVE, Outcome.RENAMED, Decision.RENAME, 0, 2),
                        of(Kind.FIND, Outcome.FOUND, 1),
                        of(Kind.DELETE, Outcome.DELETED, 1),
                        of(Kind.SAVE, Outcome.ENDED, 0),
                        of(Kind.FIND, Outcome.MISSED, 1),
                        of(Kind.FIND, Outcome.MISSED, 0),
                        of(Kind.DELETE, Outcome.MISSED, 1),
                        of(Kind.REAP, Outcome.DONE, 1));
    }

    @Test
    void conflictsOfASaveAreCounted() {
        Session session = stored();
        session.setAttribute("a", 1);
        storage.overtakenBy = 3;
        store.save(session);

        assertThat(told).last().isEqualTo(of(Kind.SAVE, Outcome.CHANGED, Decision.CHANGE, 3, 4));
    }

    @Test
    void aTouchThatSomebodyElseMadeMeanwhileIsAConflictAfterWhichTheTimesAreReadAgain() {
        SessionStore touching =
                store().touchAfter(Duration.ZERO).listener(listener).build();
        Session session = touching.find(stored().id()).orElseThrow();
        storage.overtakenBy = 1;
        touching.save(session);

        assertThat(told).last().isEqualTo(of(Kind.SAVE, Outcome.TOUCHED, Decision.TOUCH, 1, 3));
    }

    @Test
    void aSaveThatIsOvertakenEachTimeIsAConflict() {
        Session session = stored();
        session.setAttribute("a", 1);
        storage.overtakenBy = Integer.MAX_VALUE;

        assertThatThrownBy(() -> store.save(session)).isInstanceOf(SessionStorageException.class);

        assertThat(told).last().isEqualTo(of(Kind.SAVE, Outcome.CONFLICT, Decision.CHANGE, 20, 20));
    }

    @Test
    void aSaveOfWhatCannotBeEncodedIsRefused() {
        Session session = stored();
        session.setAttribute("a", new Object());

        assertThatThrownBy(() -> store.save(session)).isInstanceOf(SessionCodecException.class);

        assertThat(told).last().isEqualTo(of(Kind.SAVE, Outcome.REFUSED, 0));
    }

    @Test
    void operationsThatFailTakeTheirTimeToo() {
        Session session = stored();
        told.clear();
        session.setAttribute("a", 1);
        storage.down = true;

        assertThatThrownBy(() -> store.save(session)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> store.find(session.id())).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> store.delete(session)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(store::reap).isInstanceOf(SessionStorageException.class);

        assertThat(told)
                .containsExactly(
                        of(Kind.SAVE, Outcome.FAILED, Decision.CHANGE, 0, 1),
                        of(Kind.FIND, Outcome.FAILED, 1),
                        of(Kind.DELETE, Outcome.FAILED, 1),
                        of(Kind.REAP, Outcome.FAILED, 1));
    }

    @Test
    void whereNobodyWantsToKnowNothingIsMeasured() {
        int before = readsOfTheTime.get();
        List<String> events = new ArrayList<>();
        SessionStore unmeasured = store().listener(new SessionListener() {
                    @Override
                    public void onCreated(Session session) {
                        events.add("created");
                    }

                    @Override
                    public boolean listensForOperations() {
                        return false;
                    }

                    @Override
                    public void onOperation(OperationEvent operation) {
                        events.add("not asked for");
                    }
                })
                .build();

        Session session = unmeasured.create();
        unmeasured.save(session);
        unmeasured.find(session.id());

        assertThat(events).containsExactly("created");
        assertThat(readsOfTheTime).hasValue(before);
    }

    @Test
    void aListenerThatIsTakenAwayIsNotToldAnyMore() {
        SessionStore other = store().build();
        other.addListener(listener);
        other.find("a");
        other.removeListener(listener);
        other.find("b");

        assertThat(told).hasSize(1);
    }

    @Test
    void aListenerThatIsTakenAwayFromAnAsynchronousStoreIsNotToldAnyMore() {
        AsyncStorageClient client = AsyncStorageClient.bridge(storage, executor);
        try (AsyncSessionStore other = AsyncSessionStore.of(client).join()) {
            other.addListener(listener);
            other.find("a").join();
            other.removeListener(listener);
            other.find("b").join();
        }

        assertThat(told).hasSize(1);
    }

    @Test
    void anAsynchronousStoreTellsTheSame() {
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        Session session = async.create();
        async.save(session).join();
        async.find(session.id()).join();
        async.delete(session).join();
        async.delete(session.id()).join();
        async.reap().join();

        assertThat(told)
                .containsExactly(
                        of(Kind.SAVE, Outcome.CREATED, Decision.CREATE, 0, 1),
                        of(Kind.FIND, Outcome.FOUND, 1),
                        of(Kind.DELETE, Outcome.DELETED, 1),
                        of(Kind.DELETE, Outcome.MISSED, 1),
                        of(Kind.REAP, Outcome.DONE, 1));
    }

    @Test
    void anAsynchronousOperationThatItsCallerGivesUpIsToldOnce() {
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        CompletableFuture<Void> go = new CompletableFuture<>();
        executor.execute(go::join);
        CompletableFuture<Optional<Session>> find = async.find("id");

        find.cancel(false);
        go.complete(null);
        CompletableFuture.runAsync(() -> {}, executor).join(); // the call of the first is over
        async.find("another").join();

        assertThat(told).containsExactly(of(Kind.FIND, Outcome.CANCELLED, 0), of(Kind.FIND, Outcome.MISSED, 1));
    }

    @Test
    void anAsynchronousOperationThatSomebodyElseCompletesIsCancelled() {
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        CompletableFuture<Void> go = new CompletableFuture<>();
        executor.execute(go::join);
        CompletableFuture<Optional<Session>> find = async.find("id");

        find.complete(Optional.empty());
        go.complete(null);

        assertThat(told).containsExactly(of(Kind.FIND, Outcome.CANCELLED, 0));
    }

    @Test
    void anAsynchronousSaveThatIsCancelledBeforeItBeginsIsToldOnce() {
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        Session session = async.create();
        CompletableFuture<Void> go = new CompletableFuture<>();
        executor.execute(go::join);
        CompletableFuture<SaveResult> first = async.save(session);
        CompletableFuture<SaveResult> second = async.save(session);

        second.cancel(false);
        go.complete(null);
        first.join();

        assertThat(told)
                .containsExactly(
                        of(Kind.SAVE, Outcome.CANCELLED, 0), of(Kind.SAVE, Outcome.CREATED, Decision.CREATE, 0, 1));
    }

    @Test
    void anAsynchronousOperationThatFailsIsToldBeforeWhatIsChainedToIt() {
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        Session session = async.create();
        storage.down = true;
        CompletableFuture<Void> go = new CompletableFuture<>();
        executor.execute(go::join);
        CompletableFuture<Boolean> find = async.find("id").handle((found, failure) -> isTold(Kind.FIND));
        CompletableFuture<Boolean> save = async.save(session).handle((saved, failure) -> isTold(Kind.SAVE));

        go.complete(null);

        assertThat(find.join()).as("a find").isTrue();
        assertThat(save.join()).as("a save, which waits for its turn").isTrue();
        assertThat(failures).hasSize(2);
    }

    private boolean isTold(Kind kind) {
        return told.stream().anyMatch(each -> each.kind() == kind);
    }

    @Test
    void anAsynchronousOperationThatFailsIsToldWithItsFailure() {
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        storage.down = true;

        assertThatThrownBy(() -> async.find("id").join()).hasCauseInstanceOf(SessionStorageException.class);

        assertThat(told).containsExactly(of(Kind.FIND, Outcome.FAILED, 1));
        assertThat(failures).hasSize(1).hasOnlyElementsOfType(SessionStorageException.class);
    }

    @Test
    void whatIsThrownIsToldIfItIsOurs() {
        storage.down = true;
        assertThatThrownBy(() -> store.find("id")).isInstanceOf(SessionStorageException.class);
        assertThat(failures).hasSize(1).hasOnlyElementsOfType(SessionStorageException.class);

        failures.clear();
        storage.foreignFailure = new IllegalStateException("a storage's own");
        assertThatThrownBy(() -> store.find("id")).isSameAs(storage.foreignFailure);

        assertThat(told).containsExactly(of(Kind.FIND, Outcome.FAILED, 1), of(Kind.FIND, Outcome.FAILED, 1));
        assertThat(failures).isEmpty();
    }

    @Test
    void aReapThatLeavesSessionsBehindIsIncomplete() {
        storage.reaped = ReapResult.of(3, 2, new SessionStorageException("of the first", true, null));

        store.reap();

        assertThat(told).containsExactly(of(Kind.REAP, Outcome.INCOMPLETE, 1));
        assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessage("of the first"));
    }

    @Test
    void makingTheStorageReadyIsTold() {
        store().init(true).listener(listener).build();
        storage.down = true;
        assertThatThrownBy(() -> store().init(true).listener(listener).build())
                .isInstanceOf(SessionStorageException.class);

        assertThat(told).containsExactly(of(Kind.INIT, Outcome.DONE, 1), of(Kind.INIT, Outcome.FAILED, 1));
    }

    @Test
    void makingTheStorageReadyIsToldOfAnAsynchronousStoreToo() {
        AsyncStorageClient client = AsyncStorageClient.bridge(storage, Runnable::run);
        AsyncSessionStore.builder(client)
                .executor(Runnable::run)
                .ticker(this::nanoTime)
                .listener(listener)
                .cleanupInterval(Duration.ZERO)
                .build()
                .join();
        storage.down = true;
        assertThatThrownBy(() -> AsyncSessionStore.builder(client)
                        .executor(Runnable::run)
                        .ticker(this::nanoTime)
                        .listener(listener)
                        .build()
                        .join())
                .hasCauseInstanceOf(SessionStorageException.class);

        assertThat(told).containsExactly(of(Kind.INIT, Outcome.DONE, 1), of(Kind.INIT, Outcome.FAILED, 1));
    }

    // ---- what is there while an operation is under way ----

    /** Notes beginnings and ends under a name. */
    private static SessionListener companion(String name, List<String> notes) {
        return new SessionListener() {
            @Override
            public Consumer<OperationEvent> onOperationBegun(Kind kind, boolean waits) {
                notes.add(name + " begins " + kind + (waits ? ", this thread waits" : ""));
                return operation -> {
                    notes.add(name + " ends " + operation.kind() + " " + operation.outcome());
                    throw new IllegalStateException("a listener's own");
                };
            }

            @Override
            public void onOperation(OperationEvent operation) {
                notes.add(name + " is told");
            }
        };
    }

    @Test
    void whoWantsToAccompanyAnOperationIsToldOfBothItsEndsWhateverOthersThrow() {
        List<String> notes = new ArrayList<>();
        SessionStore accompanied = store().listener(companion("first", notes))
                .listener(new SessionListener() {
                    @Override
                    public Consumer<OperationEvent> onOperationBegun(Kind kind, boolean waits) {
                        throw new IllegalStateException("a listener's own");
                    }
                })
                .listener(companion("third", notes))
                .build();

        accompanied.find("id");

        assertThat(notes)
                .containsExactly(
                        "first begins FIND, this thread waits",
                        "third begins FIND, this thread waits",
                        "third ends FIND MISSED",
                        "first ends FIND MISSED",
                        "first is told",
                        "third is told");
    }

    @Test
    void anAsynchronousOperationIsAccompaniedFromTheThreadThatAsks() {
        List<String> notes = new CopyOnWriteArrayList<>();
        AsyncSessionStore async = async(AsyncStorageClient.bridge(storage, executor));
        async.addListener(companion("it", notes));
        CompletableFuture<Void> go = new CompletableFuture<>();
        executor.execute(go::join);

        CompletableFuture<Optional<Session>> find = async.find("id");
        assertThat(notes).containsExactly("it begins FIND");
        go.complete(null);
        find.join();

        assertThat(notes).containsExactly("it begins FIND", "it ends FIND MISSED", "it is told");
    }

    @Test
    void whatIsPrintedOfAnOperationIsWhatItHolds() {
        List<String> texts = new ArrayList<>();
        SessionStore printing = store().listener(new SessionListener() {
                    @Override
                    public void onOperation(OperationEvent operation) {
                        texts.add(operation.toString());
                    }
                })
                .build();
        Session session = printing.create();
        printing.save(session);
        session.setAttribute("a", "s3cret");
        storage.overtakenBy = 2;
        printing.save(session);
        printing.delete(session);

        assertThat(texts)
                .containsExactly(
                        "SAVE CREATED in PT0.007S, decided CREATE",
                        "SAVE CHANGED in PT0.021S, decided CHANGE, conflicts 2",
                        "DELETE DELETED in PT0.007S");
    }

    private AsyncSessionStore async(AsyncStorageClient client) {
        return AsyncSessionStore.builder(client)
                .cleanupInterval(Duration.ZERO)
                .init(false)
                .executor(Runnable::run)
                .ticker(this::nanoTime)
                .listener(listener)
                .build()
                .join();
    }
}
