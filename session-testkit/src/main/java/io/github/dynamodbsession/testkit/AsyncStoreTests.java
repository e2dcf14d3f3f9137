package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncReapRounds;
import io.github.dynamodbsession.core.storage.AsyncSessionIndexes;
import io.github.dynamodbsession.core.storage.AsyncSessionListing;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.AsyncStorageHealth;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The asynchronous store, over the client of a contract. One object a test. */
abstract class AsyncStoreTests {

    private static final int ROUNDS = 10;
    private static final int WRITERS = 8;
    private static final long TIMEOUT_SECONDS = 60;
    private static final String THREAD = "the-executor-of-the-test";

    private final SettableClock clock = SettableClock.startingNow();
    private final List<AsyncSessionStore> stores = new ArrayList<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        return thread;
    });
    private final AsyncStorageClientContract contract;

    AsyncStoreTests(AsyncStorageClientContract contract) {
        this.contract = contract;
    }

    @AfterEach
    void close() {
        stores.forEach(AsyncSessionStore::close);
        executor.shutdownNow();
    }

    private AsyncSessionStore newNode(SessionListener... listeners) {
        AsyncSessionStore.Builder builder = nodeOn(contract.newAsyncClient());
        for (SessionListener listener : listeners) {
            builder.listener(listener);
        }
        return built(builder);
    }

    private AsyncSessionStore.Builder nodeOn(AsyncStorageClient client) {
        return AsyncSessionStore.builder(client)
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .executor(executor);
    }

    private AsyncSessionStore built(AsyncSessionStore.Builder builder) {
        AsyncSessionStore store = await(builder.build());
        stores.add(store);
        return store;
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static String stored(AsyncSessionStore node) {
        Session session = node.create();
        session.setAttribute("base", 0);
        assertThat(await(node.save(session))).isEqualTo(SaveResult.CREATED);
        return session.id();
    }

    private static Session found(AsyncSessionStore node, String id) {
        return await(node.find(id)).orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    private static CompletableFuture<SaveResult> write(AsyncSessionStore node, String id, String name) {
        return node.find(id).thenCompose(found -> {
            Session session = found.orElseThrow();
            session.setAttribute(name, name);
            return node.save(session);
        });
    }

    @Test
    @Asks(Promise.NO_LOST_UPDATE)
    @LookAt("Two saves that had read the same version were both applied, and one undid the other: is the "
            + "write conditional on the version?")
    void overlappingWritersOfDifferentAttributesAllSurvive() {
        List<AsyncSessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < ROUNDS; round++) {
            String id = stored(nodes.get(0));
            List<CompletableFuture<SaveResult>> writes = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writes.add(write(nodes.get(i % nodes.size()), id, "name" + i));
            }
            writes.forEach(write -> assertThat(await(write)).isEqualTo(SaveResult.CHANGED));

            assertThat(found(nodes.get(0), id).attributeNames()).hasSize(WRITERS + 1);
        }
    }

    @Test
    @Asks(Promise.NO_RESURRECTION)
    @LookAt("A save or an id change brought a deleted session back: does each ask that the session is still "
            + "there?")
    void whatIsSavedAfterADeleteBringsNothingBack() {
        AsyncSessionStore node = newNode();
        String id = stored(node);
        Session late = found(node, id);
        late.setAttribute("late", 1);
        Session renamed = found(node, id);
        node.changeId(renamed);

        assertThat(await(node.delete(id))).isTrue();

        assertThat(await(node.save(late))).isEqualTo(SaveResult.ENDED);
        assertThat(await(node.save(renamed))).isEqualTo(SaveResult.ENDED);
        assertThat(await(node.find(id))).isEmpty();
        assertThat(await(node.find(renamed.id()))).isEmpty();
    }

    @Test
    @Asks(Promise.ID_CHANGE)
    @LookAt("A save that was acknowledged is not in the session under its new id: is the rename conditional "
            + "on the write token?")
    void everySaveAcknowledgedBeforeAnIdChangeIsInTheNewSession() {
        List<AsyncSessionStore> nodes = List.of(newNode(), newNode());
        for (int round = 0; round < ROUNDS; round++) {
            String id = stored(nodes.get(0));
            Session login = found(nodes.get(0), id);
            List<Session> writers = new ArrayList<>();
            List<CompletableFuture<SaveResult>> writes = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Session writer = found(nodes.get(1), id);
                writer.setAttribute("name" + i, i);
                writers.add(writer);
            }
            writers.forEach(writer -> writes.add(nodes.get(1).save(writer)));
            nodes.get(0).changeId(login);

            assertThat(await(nodes.get(0).save(login))).isEqualTo(SaveResult.RENAMED);

            for (int i = 0; i < WRITERS; i++) {
                boolean acknowledged = await(writes.get(i)) == SaveResult.CHANGED;
                Optional<Object> kept = found(nodes.get(1), login.id()).attribute("name" + i);
                assertThat(kept.isPresent()).isEqualTo(acknowledged);
            }
            assertThat(await(nodes.get(1).find(id))).isEmpty();
        }
    }

    @Test
    @Asks(Promise.ID_CHANGE)
    @LookAt(
            "An id was not renewed, or a former token did more or less than read: does get follow the tombstone of a renewed id, "
                    + "and nothing else?")
    void theIdOfAnOldSessionIsRenewedAndTheFormerTokenReadsForAWhile() {
        AsyncStorageClient client = contract.newAsyncClient();
        assumeTrue(
                client.capability(RenewableIds.class).isPresent(),
                "this storage cannot renew ids (capability RenewableIds)");
        Duration age = Duration.ofMinutes(10);
        AsyncSessionStore node = built(nodeOn(client).renewIdAfter(age));
        Session begun = node.create();
        await(node.save(begun));
        SessionToken former = begun.token().orElseThrow();
        clock.advance(age);
        Session session = opened(node, former.reveal()).orElseThrow();
        Session writer = opened(node, former.reveal()).orElseThrow();
        session.setAttribute("name", "value");

        assertThat(await(node.saveAndRenewId(session))).isEqualTo(SaveResult.RENEWED);

        SessionToken token = session.token().orElseThrow();
        assertThat(token).isNotEqualTo(former);
        Session read = opened(node, former.reveal()).orElseThrow();
        assertThat(read.isReadOnly()).isTrue();
        assertThat(read.id()).isEqualTo(token.id());
        assertThat(read.attribute("name")).contains("value");
        read.setAttribute("late", 1);
        writer.setAttribute("late", 2);
        assertThat(await(node.saveAndRenewId(read))).isEqualTo(SaveResult.ENDED);
        assertThat(await(node.saveAndRenewId(writer))).isEqualTo(SaveResult.ENDED);
        assertThat(found(node, token.id()).attributeNames()).containsExactly("name");
        clock.advance(Duration.ofMinutes(1));
        assertThat(opened(node, former.reveal())).isEmpty();
        assertThat(await(node.deleteByToken(former))).isTrue();
        assertThat(opened(node, token.reveal())).isEmpty();
    }

    @Test
    @Asks(Promise.TOKENS)
    @LookAt(
            "A token, or what is stored, did something else than with a blocking store: are ids passed on as they are, and "
                    + "does a delete follow where the tombstone says that the session went?")
    void onlyATokenOpensASessionAndTheOneFromBeforeALoginEndsIt() {
        AsyncSessionStore node = built(nodeOn(contract.newAsyncClient()).tokens(TokenKind.HASHED));
        AsyncSessionStore only =
                built(nodeOn(contract.newAsyncClient()).tokens(TokenKind.HASHED).acceptBothTokens(false));
        AsyncSessionStore plain = built(nodeOn(contract.newAsyncClient()).tokens(TokenKind.PLAIN));
        Session begun = node.create();
        await(node.save(begun));
        SessionToken first = begun.token().orElseThrow();
        Session session = opened(only, first.reveal()).orElseThrow();
        assertThat(session.token()).contains(first);
        for (AsyncSessionStore any : List.of(node, only, plain)) {
            assertThat(opened(any, first.id())).isEmpty();
            assertThat(opened(any, first.id().substring(1))).isEmpty();
            assertThat(found(any, first.id()).token()).isEmpty();
        }
        only.changeId(session);
        SessionToken second = session.token().orElseThrow();
        assertThat(await(only.save(session))).isEqualTo(SaveResult.RENAMED);
        assertThat(opened(node, first.reveal())).isEmpty();
        assertThat(opened(node, second.reveal())).isPresent();

        assertThat(await(node.deleteByToken(node.presented(first.reveal()).orElseThrow())))
                .isTrue();
        assertThat(opened(node, second.reveal())).isEmpty();

        String old = stored(plain);
        assertThat(opened(only, old)).isEmpty();
        assertThat(opened(node, old)).isPresent();
        assertThat(await(node.deleteByToken(node.presented(old).orElseThrow()))).isTrue();
        assertThat(opened(plain, old)).isEmpty();
    }

    private static Optional<Session> opened(AsyncSessionStore node, String presented) {
        return node.presented(presented).flatMap(token -> await(node.findByToken(token)));
    }

    @Test
    @Asks(Promise.ASYNC)
    @LookAt("Two saves of one session overtook each other: is a stage completed before its call is carried out?")
    void savesOfOneSessionFollowEachOther() {
        AsyncSessionStore node = newNode();
        Session session = node.create();
        session.setAttribute("a", 1);
        CompletableFuture<SaveResult> first = node.save(session);
        CompletableFuture<SaveResult> second = node.save(session);

        assertThat(await(first)).isEqualTo(SaveResult.CREATED);
        assertThat(await(second)).isEqualTo(SaveResult.UNCHANGED);
    }

    @Test
    @Asks(Promise.ASYNC)
    @LookAt("A listener ran on another thread than one of the executor: is a stage completed by null, or a "
            + "callback called within the client?")
    void whatACallerChainsAndListenersRunOnTheGivenExecutor() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        AsyncSessionStore node = newNode(new SessionListener() {
            @Override
            public void onCreated(Session session) {
                threads.add(Thread.currentThread().getName());
            }

            @Override
            public void onEnded(Session session, EndCause cause) {
                threads.add(Thread.currentThread().getName());
            }
        });
        String id = stored(node);
        await(node.delete(id));

        assertThat(threads).hasSize(2).containsOnly(THREAD);
    }

    @Test
    @Asks(Promise.ASYNC)
    @LookAt(
            "Listeners were notified of an operation on another thread, too late, or with another outcome: is each stage "
                    + "completed once, with the answer?")
    void everyOperationIsToldOnTheExecutorBeforeItsResultIsThere() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AsyncSessionStore node = newNode(new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                told.add(operation.kind() + " " + operation.outcome() + " " + operation.decision() + " on "
                        + Thread.currentThread().getName());
            }
        });
        String id = stored(node);
        Session session = found(node, id);
        node.changeId(session);
        await(node.save(session));
        await(node.find(id));
        await(node.delete(session));
        await(node.delete(id));

        assertThat(told)
                .containsExactly(
                        "INIT DONE NONE on " + THREAD,
                        "SAVE CREATED CREATE on " + THREAD,
                        "FIND FOUND NONE on " + THREAD,
                        "SAVE RENAMED RENAME on " + THREAD,
                        "FIND MISSED NONE on " + THREAD,
                        "DELETE DELETED NONE on " + THREAD,
                        "DELETE MISSED NONE on " + THREAD);
    }

    @Test
    @Asks({Promise.LOST_ANSWER, Promise.ID_CHANGE})
    @LookAt("A save that was given up left half a state, or could not be repeated: is a change that finds "
            + "its own token answered as applied?")
    void aCancelledSaveLeavesTheOldStateOrTheNewOneAndCanBeRepeated() {
        AsyncSessionStore node = newNode();
        for (int round = 0; round < ROUNDS; round++) {
            String id = stored(node);
            Session session = found(node, id);
            session.setAttribute("a", round);
            session.setAttribute("b", round);
            String newId = node.changeId(session);
            CompletableFuture<SaveResult> save = node.save(session);
            boolean inTime = save.cancel(true);
            assertThat(save.isCancelled()).isEqualTo(inTime);

            assertThat(await(node.save(session))).isNotEqualTo(SaveResult.ENDED);

            Session stored = found(node, newId);
            assertThat(stored.attribute("a")).contains(round);
            assertThat(stored.attribute("b")).contains(round);
            assertThat(await(node.find(id))).isEmpty();
        }
    }

    @Test
    @Asks(Promise.FAILURES)
    @LookAt("A session with a value that cannot be encoded was stored, or not refused by the family of "
            + "failures: is put called though the store did not ask for it?")
    void aValueThatCannotBeEncodedFailsTheFutureAndStoresNothing() {
        AsyncSessionStore node = newNode();
        Session session = node.create();
        session.setAttribute("bad", new Object());

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> await(node.save(session)))
                .withMessageContaining("'bad'");
        assertThat(await(node.find(session.id()))).isEmpty();
    }

    @Test
    @Asks({Promise.EXPIRED_MEANS_ABSENT, Promise.REAP})
    @LookAt("An expired session was there, or was not cleaned up: does every operation compare the stored "
            + "expiry with the time that is passed in?")
    void anExpiredSessionIsAbsentAndIsRemovedByAReap() {
        AsyncSessionStore node = newNode();
        Session session = node.create();
        session.setMaxInactiveInterval(Duration.ofSeconds(1));
        await(node.save(session));
        clock.advance(Duration.ofMinutes(1));

        assertThat(await(node.find(session.id()))).isEmpty();
        assertThat(await(node.reap()).removed()).isPositive();
    }

    // ---- many sessions ----

    @Test
    @Asks(Promise.INDEX)
    @LookAt("Sessions of a user were not all found or ended: does find give every page, and deleteIndexed "
            + "compare the value?")
    void sessionsOfAUserAreFoundAndEndedAll() {
        AsyncStorageClient client = contract.newAsyncClient();
        assumeTrue(
                client.capability(AsyncSessionIndexes.class).isPresent(),
                "this storage has no indexes (capability SessionIndexes)");
        Queue<String> ended = new ConcurrentLinkedQueue<>();
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AsyncSessionStore node =
                built(nodeOn(client).index(SessionIndex.ofAttribute("user")).listener(new SessionListener() {
                    @Override
                    public void onOperation(OperationEvent operation) {
                        told.add(operation.kind() + " " + operation.outcome());
                    }

                    @Override
                    public void onEnded(Session session, EndCause cause) {
                        ended.add(cause + " " + session.id() + " on "
                                + Thread.currentThread().getName());
                    }
                }));
        awaitIndex(node);
        String ann = "ann-" + UUID.randomUUID();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Session session = node.create();
            session.setAttribute("user", ann);
            await(node.save(session));
            ids.add(session.id());
        }
        told.clear();

        assertThat(await(node.findByIndex("user", ann)))
                .extracting(Session::id)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(await(node.deleteByIndex("user", ann))).isEqualTo(5);

        assertThat(ended)
                .containsExactlyInAnyOrderElementsOf(ids.stream()
                        .map(id -> EndCause.ADMINISTRATION + " " + id + " on " + THREAD)
                        .toList());
        assertThat(await(node.findByIndex("user", ann))).isEmpty();
        assertThat(told).containsExactly("FIND_BY_INDEX FOUND", "DELETE_BY_INDEX DELETED", "FIND_BY_INDEX MISSED");
        assertThatThrownBy(() -> node.findByIndex("color", "red")).isInstanceOf(SessionConfigurationException.class);
    }

    private static void awaitIndex(AsyncSessionStore node) {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (true) {
            try {
                await(node.findByIndex("user", "anybody"));
                return;
            } catch (SessionStorageException e) {
                assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    @Test
    @Asks(Promise.LISTING)
    @LookAt("Listing, counting or removing all missed a session: do pages follow each other without a gap?")
    @ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
    void allSessionsAreHandedOverCountedAndRemoved() {
        AsyncStorageClient client = contract.newAsyncClient();
        assumeTrue(
                client.capability(AsyncSessionListing.class).isPresent(),
                "this storage does not list its sessions (capability SessionListing)");
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AsyncSessionStore node = built(nodeOn(client).listener(new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                told.add(operation.kind() + " " + operation.outcome());
            }
        }));
        await(node.deleteAllSessionsOfEveryUser());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(stored(node));
        }
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Queue<String> threads = new ConcurrentLinkedQueue<>();

        long handedOver = await(node.forEachSession(session -> {
            seen.add(session.id());
            threads.add(Thread.currentThread().getName());
        }));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(handedOver).isEqualTo(7);
        assertThat(threads).containsOnly(THREAD);
        assertThat(await(node.sessions())).extracting(Session::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(await(node.count())).isEqualTo(7);
        assertThat(await(node.deleteAllSessionsOfEveryUser()).removed()).isEqualTo(7);
        assertThat(await(node.count())).isZero();
        assertThat(told)
                .startsWith("INIT DONE", "DELETE_ALL DONE")
                .endsWith("LIST DONE", "LIST DONE", "COUNT DONE", "DELETE_ALL DONE", "COUNT DONE");
    }

    @Test
    @Asks(Promise.HEALTH)
    @LookAt("A store says otherwise than its storage, or looks more than once: does look() complete with the "
            + "same status each time?")
    void theHealthIsWhatTheStorageSaysByOneLookForAllWhoAsk() {
        AsyncStorageClient client = contract.newAsyncClient();
        Queue<String> told = new ConcurrentLinkedQueue<>();
        AtomicLong nanos = new AtomicLong();
        AsyncSessionStore node = built(nodeOn(client).ticker(nanos::get).listener(new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                told.add(operation.kind() + " " + operation.outcome() + " on "
                        + Thread.currentThread().getName());
            }
        }));
        Optional<AsyncStorageHealth> capability = client.capability(AsyncStorageHealth.class);
        StorageStatus right = capability
                .map(health -> await(health.look().toCompletableFuture()))
                .orElse(new StorageStatus(true, "", Map.of()));
        told.clear();

        CompletableFuture<StorageStatus> givenUp = node.health();
        List<CompletableFuture<StorageStatus>> asked = List.of(node.health(), node.health(), node.health());
        givenUp.cancel(true);

        asked.forEach(status -> assertThat(await(status)).isEqualTo(right));
        String look = "HEALTH DONE on " + THREAD;
        assertThat(told).containsExactlyElementsOf(capability.isEmpty() ? List.of() : List.of(look));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(await(node.health())).isEqualTo(right);
        assertThat(told).containsExactlyElementsOf(capability.isEmpty() ? List.of() : List.of(look, look));
    }

    @Test
    @Asks(Promise.REAP)
    @LookAt("Nodes made too many reap rounds or too few: is the claim conditional on the time of the last one, "
            + "which all nodes share, and does it answer in time?")
    @ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
    void nodesMakeOneRoundOfCleanUpBetweenThem() throws InterruptedException {
        AsyncStorageClient client = contract.newAsyncClient();
        assumeTrue(
                client.capability(AsyncReapRounds.class).isPresent(),
                "this storage has no rounds to claim (capability ReapRounds)");
        AsyncReapRounds rounds = client.capability(AsyncReapRounds.class).orElseThrow();
        await(client.init().toCompletableFuture());
        ReapRounds waiting =
                (now, interval) -> await(rounds.claim(now, interval).toCompletableFuture());
        Clock ahead = TickingClock.from(ReapRoundTests.claimed(waiting));
        Queue<Long> ends = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(4);
        Queue<OperationEvent.Outcome> claims = new ConcurrentLinkedQueue<>();
        SessionListener notes = new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                if (operation.kind() == OperationEvent.Kind.CLAIM_REAP) {
                    claims.add(operation.outcome());
                }
            }

            @Override
            public void onReaped(ReapResult result) {
                ends.add(System.nanoTime());
                enough.countDown();
            }
        };
        Duration interval = Duration.ofMillis(200);
        for (int i = 0; i < 3; i++) {
            built(nodeOn(contract.newAsyncClient())
                    .clock(ahead)
                    .cleanupInterval(interval)
                    .listener(notes));
        }

        assertThat(enough.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(claims).contains(OperationEvent.Outcome.DONE);

        List<Long> times = ends.stream().sorted().limit(4).toList();
        assertThat(Duration.ofNanos(times.get(3) - times.get(0)))
                .as("the time of four rounds")
                .isGreaterThan(interval.multipliedBy(3).dividedBy(2));
    }
}
