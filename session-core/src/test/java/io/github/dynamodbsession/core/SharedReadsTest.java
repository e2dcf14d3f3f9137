package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlapping reads of one session, through a blocking and an asynchronous store, on a storage that holds each read. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class SharedReadsTest {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final int SECONDS = 30;

    @Parameter
    private boolean isAsync;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong millis = new AtomicLong();
    private final AtomicInteger finds = new AtomicInteger();
    private final StorageClient stored = DocumentStorageClient.of(new MapDocumentStorage());
    private final Held held = new Held();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable Duration limit;
    private Node node;
    private String id;

    @BeforeEach
    void storeASession() throws Exception {
        node = node(builder -> builder);
        Session session = node.create();
        session.setAttribute("name", "before");
        node.save(session);
        id = session.id();
        finds.set(0);
        held.isOn = true;
    }

    @AfterEach
    void endThreads() {
        held.isOn = false;
        held.arrived.forEach(Call::release);
        threads.shutdown();
    }

    // ---- sharing ----

    @Test
    void overlappingReadsShareOneCall() throws Exception {
        List<Read> reads = new ArrayList<>(List.of(node.find(id)));
        Call call = held.next();
        for (int i = 0; i < 5; i++) {
            reads.add(node.find(id).joined());
        }
        call.release();

        for (Read read : reads) {
            Session session = read.result().orElseThrow();
            assertThat(session.attribute("name")).hasValue("before");
            session.setAttribute("name", "its own copy");
        }
        assertThat(held.gets).hasValue(1);
        assertThat(finds).as("each is an operation").hasValue(6);
        held.isOn = false;
        node.find(id).result();
        assertThat(held.gets).as("nothing is kept").hasValue(2);
    }

    @Test
    void theyShareThatThereIsNoSession() throws Exception {
        Read first = node.find("nobody");
        Call call = held.next();
        Read second = node.find("nobody").joined();
        call.release();

        assertThat(first.result()).isEmpty();
        assertThat(second.result()).isEmpty();
        assertThat(held.gets).hasValue(1);
    }

    @Test
    void readsOfOtherSessionsDoNot() throws Exception {
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find("nobody");
        held.next().release();
        assertThat(second.result()).isEmpty();
        call.release();
        assertThat(first.result()).isPresent();
    }

    /** What this store writes under the new id does not end the sharing of reads by the former one. */
    @Test
    void aReadByAFormerIdNeverHasTheAnswerOfAnother() throws Exception {
        SessionRecord session = stored.get(id, BEGINNING).orElseThrow();
        stored.put(
                new Change.Rename(id, session.writeToken(), session.withId("next"), BEGINNING.plusSeconds(60)),
                BEGINNING);
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find(id).joined();
        call.release();
        assertThat(first.result().orElseThrow().isReadOnly()).isTrue();
        held.next().release();

        assertThat(second.result().orElseThrow().id()).isEqualTo("next");
        assertThat(held.gets).hasValue(2);
    }

    @Test
    void switchedOffNoneIsShared() throws Exception {
        node = node(builder -> builder.sharedReads(false));
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find(id);
        held.next().release();

        assertThat(second.result()).isPresent();
        call.release();
        assertThat(first.result()).isPresent();
    }

    // ---- writes ----

    enum Write {
        CHANGE,
        TOUCH,
        RENAME,
        DELETE,
        DELETE_BY_ID,
        REAP
    }

    /** The read in flight knows nothing of the write; a read that begins after it must. */
    @ParameterizedTest
    @EnumSource
    void aReadAfterAWriteThatWasAnsweredMakesACallOfItsOwn(Write write) throws Exception {
        held.isOn = false;
        Session session = node.find(id).result().orElseThrow();
        if (write == Write.REAP) {
            session.setMaxInactiveInterval(Duration.ofSeconds(1));
            node.save(session);
        }
        held.isOn = true;
        int before = held.gets.get();
        Read earlier = node.find(id);
        Call call = held.next();

        apply(write, session);
        Read later = node.find(id);
        held.next().release();

        Optional<Session> found = later.result();
        assertThat(held.gets).hasValue(before + 2);
        if (write == Write.CHANGE) {
            assertThat(found.orElseThrow().attribute("name")).hasValue("after");
        } else if (write == Write.TOUCH) {
            assertThat(found.orElseThrow().lastAccessedAt()).isEqualTo(BEGINNING.plusSeconds(60));
        } else {
            assertThat(found).isEmpty();
        }
        call.release();
        assertThat(earlier.result().orElseThrow().attribute("name")).hasValue("before");
    }

    private void apply(Write write, Session session) throws Exception {
        switch (write) {
            case CHANGE -> {
                session.setAttribute("name", "after");
                assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
            }
            case TOUCH -> {
                millis.addAndGet(60_000);
                held.isOn = false;
                assertThat(node.save(session)).isEqualTo(SaveResult.TOUCHED);
                held.isOn = true;
            }
            case RENAME -> {
                node.changeId(session);
                assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
            }
            case DELETE -> assertThat(node.delete(session)).isTrue();
            case DELETE_BY_ID -> assertThat(node.delete(id)).isTrue();
            case REAP -> {
                millis.addAndGet(60_000);
                assertThat(node.reap().removed()).isOne();
            }
        }
    }

    @Test
    void aReadOfTheNewIdThatFoundNothingIsNotJoinedAfterTheRename() throws Exception {
        held.isOn = false;
        Session session = node.find(id).result().orElseThrow();
        String newId = node.changeId(session);
        held.isOn = true;
        Read earlier = node.find(newId);
        Call call = held.next();

        node.save(session);
        Read later = node.find(newId);
        held.next().release();

        assertThat(later.result()).isPresent();
        call.release();
        assertThat(earlier.result()).isEmpty();
    }

    /** A delete under an old id ends the session under the id that it has now. */
    @Test
    void aReadIsNotJoinedAfterADeleteUnderTheOldId() throws Exception {
        held.isOn = false;
        Session session = node.find(id).result().orElseThrow();
        String newId = node.changeId(session);
        node.save(session);
        held.isOn = true;
        Read earlier = node.find(newId);
        Call call = held.next();

        node.delete(id);
        Read later = node.find(newId);
        held.next().release();

        assertThat(later.result()).isEmpty();
        call.release();
        assertThat(earlier.result()).isPresent();
    }

    /** It may have been applied all the same. */
    @Test
    void aWriteThatFailedCountsToo() throws Exception {
        held.isOn = false;
        Session session = node.find(id).result().orElseThrow();
        held.isOn = true;
        Read earlier = node.find(id);
        Call call = held.next();

        session.setAttribute("name", "after");
        held.failsAfterPut = true;
        assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionStorageException.class);
        Read later = node.find(id);
        held.next().release();

        assertThat(later.result().orElseThrow().attribute("name")).hasValue("after");
        call.release();
        earlier.result();
    }

    /** It is notified while the call that removes many sessions is under way. */
    @Test
    void aListenerThatIsNotifiedOfAnEndFindsNoSession() throws Exception {
        List<Boolean> found = new ArrayList<>();
        node = node(builder -> builder.listener(new SessionListener() {
            @Override
            public void onEnded(Session session, EndCause cause) {
                held.isOn = false;
                millis.set(0); // otherwise it would have expired
                found.add(node.findAtOnce(session.id()).isPresent());
            }
        }));
        Read earlier = node.find(id);
        Call call = held.next();

        millis.set(TTL.plusMinutes(1).toMillis());
        node.reap();

        assertThat(found).containsExactly(false);
        call.release();
        assertThat(earlier.result()).isPresent();
    }

    /** What another node says of its writes, if it says something. */
    @Test
    void aReadIsNotJoinedAfterAnotherNodeHasPublishedAnEnd() throws Exception {
        AtomicReference<Consumer<String>> published = new AtomicReference<>(ended -> {});
        node = node(builder -> builder.endBroadcast(new SessionEndBroadcast() {
            @Override
            public void publish(String ended) {}

            @Override
            public Subscription subscribe(Consumer<String> onEnded) {
                published.set(onEnded);
                return () -> {};
            }
        }));
        Read earlier = node.find(id);
        Call call = held.next();

        stored.delete(id, BEGINNING);
        published.get().accept(id);
        Read later = node.find(id);
        held.next().release();

        assertThat(later.result()).isEmpty();
        call.release();
        assertThat(earlier.result()).isPresent();
    }

    @Test
    void aWriteToAnotherSessionIsNoReason() throws Exception {
        Read first = node.find(id);
        Call call = held.next();
        node.save(node.create());
        Read second = node.find(id).joined();
        call.release();

        assertThat(first.result()).isPresent();
        assertThat(second.result()).isPresent();
        assertThat(held.gets).hasValue(1);
    }

    // ---- time ----

    @Test
    void eachJudgesByItsOwnTimeWhetherTheSessionHasExpired() throws Exception {
        Read inTime = node.find(id);
        Call call = held.next();
        millis.addAndGet(TTL.plusMinutes(1).toMillis());
        Read tooLate = node.find(id).joined();
        call.release();

        assertThat(inTime.result()).isPresent();
        assertThat(tooLate.result()).isEmpty();
        assertThat(held.gets).hasValue(1);
    }

    /** As when a clock is set back: for the call, the session has expired. */
    @Test
    void aReadWithAnEarlierTimeMakesACallOfItsOwn() throws Exception {
        millis.set(TTL.plusMinutes(1).toMillis());
        Read tooLate = node.find(id);
        Call call = held.next();
        millis.set(0);
        Read inTime = node.find(id);
        held.next().release();

        assertThat(inTime.result()).isPresent();
        call.release();
        assertThat(tooLate.result()).isEmpty();
    }

    // ---- failures ----

    @Test
    void aFailureIsThatOfAllWhoShareIt() throws Exception {
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find(id).joined();
        call.fail(new SessionStorageException("out of order", true, null));

        assertThat(first.failure()).isInstanceOf(SessionStorageException.class).hasMessage("out of order");
        assertThat(second.failure()).isInstanceOf(SessionStorageException.class).hasMessage("out of order");
        assertThat(held.gets).hasValue(1);
        Read third = node.find(id);
        held.next().release();
        assertThat(third.result()).isPresent();
    }

    @Test
    void oneThatWaitsDoesNotWaitLongerThanItsOwnTime() throws Exception {
        limit = Duration.ofMillis(50);
        node = node(builder -> builder);
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find(id);

        assertThat(second.failure())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("operationTimeout (PT0.05S)");
        call.release();
        assertThat(first.result()).isPresent();
        assertThat(held.gets).hasValue(1);
    }

    @Test
    void whoHasTimeLeftGoesOnWhenThatOfTheFirstIsOver() throws Exception {
        limit = Duration.ofSeconds(SECONDS);
        node = node(builder -> builder);
        Read first = node.find(id);
        Call call = held.next();
        nanos.addAndGet(Duration.ofSeconds(SECONDS - 1).toNanos());
        Read second = node.find(id).joined();
        Read third = node.find(id).joined();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        call.fail(new SessionStorageException("timed out", true, null));

        assertThat(first.failure()).hasMessage("timed out");
        Call another = held.next();
        held.isOn = false; // who wakes up after that call was answered makes one of its own
        another.release();
        assertThat(second.result()).isPresent();
        assertThat(third.result()).isPresent();
        assertThat(held.gets.get())
                .as("one of them, or each if the other was late")
                .isBetween(2, 3);
    }

    @Test
    void theEndOfTheFirstDoesNotEndTheOthers() throws Exception {
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find(id).joined();
        first.giveUp();
        if (!isAsync) {
            assertThat(first.failure()).isInstanceOf(SessionStorageException.class);
            call = held.next(); // that of the first one was interrupted
        }
        call.release();

        assertThat(second.result()).isPresent();
    }

    @Test
    void theEndOfOneThatWaitsDoesNotEndTheOthers() throws Exception {
        Read first = node.find(id);
        Call call = held.next();
        Read second = node.find(id).joined();
        Read third = node.find(id).joined();
        second.giveUp();
        assertThat(second.failure()).isInstanceOfAny(SessionStorageException.class, CancellationException.class);
        call.release();

        assertThat(first.result()).isPresent();
        assertThat(third.result()).isPresent();
        assertThat(held.gets).hasValue(1);
    }

    // ---- the storage ----

    /** A read that the storage has carried out, and whose answer has not arrived. */
    private static final class Call {

        private final CompletableFuture<Optional<SessionRecord>> answer = new CompletableFuture<>();
        private final Optional<SessionRecord> found;

        Call(Optional<SessionRecord> found) {
            this.found = found;
        }

        void release() {
            answer.complete(found);
        }

        void fail(RuntimeException failure) {
            answer.completeExceptionally(failure);
        }

        Optional<SessionRecord> await() {
            try {
                return answer.get(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SessionStorageException("interrupted", true, e);
            } catch (ExecutionException e) {
                throw (RuntimeException) e.getCause();
            } catch (java.util.concurrent.TimeoutException e) {
                throw new AssertionError("nobody released the call", e);
            }
        }
    }

    private class Held extends PassingStorage {

        private final AtomicInteger gets = new AtomicInteger();
        private final BlockingQueue<Call> arrived = new LinkedBlockingQueue<>();
        private volatile boolean isOn;
        private volatile boolean failsAfterPut;

        Held() {
            super(stored);
        }

        Call next() throws InterruptedException {
            Call call = arrived.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(call).as("a call of the storage").isNotNull();
            return call;
        }

        @Override
        public Optional<SessionRecord> get(String sessionId, Instant now) {
            gets.incrementAndGet();
            Optional<SessionRecord> found = super.get(sessionId, now);
            if (!isOn) {
                return found;
            }
            Call call = new Call(found);
            arrived.add(call);
            return call.await();
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

        @Override
        public <T> Optional<T> capability(Class<T> type) {
            TimeLimited limited = () -> Optional.ofNullable(limit).orElseThrow();
            return type == TimeLimited.class && limit != null ? Optional.of(type.cast(limited)) : Optional.empty();
        }
    }

    // ---- the store ----

    private <B extends StoreBuilder<B>> B options(B builder, Function<StoreBuilder<?>, StoreBuilder<?>> more) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return BEGINNING.plusMillis(millis.get());
            }
        };
        StoreBuilder<?> unused = more.apply(builder);
        return builder.clock(clock)
                .ticker(nanos::get)
                .ttl(TTL)
                .touchAfter(Duration.ofSeconds(10))
                .cleanupInterval(Duration.ZERO)
                .listener(new SessionListener() {
                    @Override
                    public void onOperation(OperationEvent operation) {
                        if (operation.kind() == OperationEvent.Kind.FIND) {
                            finds.incrementAndGet();
                        }
                    }
                });
    }

    private Node node(Function<StoreBuilder<?>, StoreBuilder<?>> more) {
        return isAsync
                ? new AsyncNode(options(AsyncSessionStore.builder(AsyncStorageClient.bridge(held, threads)), more)
                        .executor(Runnable::run)
                        .build()
                        .join())
                : new BlockingNode(options(SessionStore.builder(held), more).build());
    }

    /** Either kind of store, on which reads can be begun without waiting for them. */
    private interface Node {

        Session create();

        String changeId(Session session);

        SaveResult save(Session session) throws Exception;

        boolean delete(Session session) throws Exception;

        boolean delete(String sessionId) throws Exception;

        ReapResult reap() throws Exception;

        Read find(String sessionId);

        Optional<Session> findAtOnce(String sessionId);
    }

    /** A read that has begun. */
    private abstract static class Read {

        abstract CompletableFuture<Optional<Session>> future();

        /** Returns this once it waits for a call. */
        abstract Read joined();

        abstract void giveUp();

        Optional<Session> result() throws Exception {
            return future().get(SECONDS, TimeUnit.SECONDS);
        }

        Throwable failure() throws Exception {
            try {
                return new AssertionError("found: " + result());
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (CancellationException e) {
                return e;
            }
        }
    }

    private record BlockingNode(SessionStore store) implements Node {

        @Override
        public Session create() {
            return store.create();
        }

        @Override
        public String changeId(Session session) {
            return store.changeId(session);
        }

        @Override
        public SaveResult save(Session session) {
            return store.save(session);
        }

        @Override
        public boolean delete(Session session) {
            return store.delete(session);
        }

        @Override
        public boolean delete(String sessionId) {
            return store.delete(sessionId);
        }

        @Override
        public ReapResult reap() {
            return store.reap();
        }

        @Override
        public Optional<Session> findAtOnce(String sessionId) {
            return store.find(sessionId);
        }

        @Override
        public Read find(String sessionId) {
            CompletableFuture<Optional<Session>> future = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    future.complete(store.find(sessionId));
                } catch (RuntimeException | Error e) {
                    future.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return new Read() {
                @Override
                CompletableFuture<Optional<Session>> future() {
                    return future;
                }

                @Override
                Read joined() {
                    while (thread.getState() != Thread.State.WAITING
                            && thread.getState() != Thread.State.TIMED_WAITING
                            && thread.isAlive()) {
                        Thread.onSpinWait();
                    }
                    return this;
                }

                @Override
                void giveUp() {
                    thread.interrupt();
                }
            };
        }
    }

    private record AsyncNode(AsyncSessionStore store) implements Node {

        @Override
        public Session create() {
            return store.create();
        }

        @Override
        public String changeId(Session session) {
            return store.changeId(session);
        }

        private static <T> T result(CompletableFuture<T> future) throws Exception {
            try {
                return future.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        @Override
        public SaveResult save(Session session) throws Exception {
            return result(store.save(session));
        }

        @Override
        public boolean delete(Session session) throws Exception {
            return result(store.delete(session));
        }

        @Override
        public boolean delete(String sessionId) throws Exception {
            return result(store.delete(sessionId));
        }

        @Override
        public ReapResult reap() throws Exception {
            return result(store.reap());
        }

        @Override
        public Optional<Session> findAtOnce(String sessionId) {
            return store.find(sessionId).join();
        }

        @Override
        public Read find(String sessionId) {
            CompletableFuture<Optional<Session>> future = store.find(sessionId);
            return new Read() {
                @Override
                CompletableFuture<Optional<Session>> future() {
                    return future;
                }

                @Override
                Read joined() {
                    return this; // it began on this thread
                }

                @Override
                void giveUp() {
                    future.cancel(true);
                }
            };
        }
    }
}
