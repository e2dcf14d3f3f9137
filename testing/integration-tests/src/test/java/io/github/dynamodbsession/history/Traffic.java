package io.github.dynamodbsession.history;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Many threads that visit sessions through several nodes, on an emulator that carries some attempts out late. Groups of
 * sessions come and go; when a group has ended and all its attempts have arrived, its history is checked and discarded.
 * So the memory of a run depends on its concurrency, not on its length.
 */
final class Traffic implements AutoCloseable {

    private static final int THREADS_A_GROUP = 8;
    private static final int REAP_EVERY = 5_000;
    private static final long STACK = 256 * 1024;
    private static final long[] AHEAD_MILLIS = {0, 0, 1_000, -1_000, 500, -500};
    private static final long MAX_SKEW = TimeUnit.SECONDS.toNanos(2);
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** A group, and its active threads. */
    private final class Group implements Delayed {
        private final Visitors visitors;
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicBoolean left = new AtomicBoolean();
        private volatile boolean closed;
        private volatile long dueAt;

        private Group(Visitors visitors) {
            this.visitors = visitors;
        }

        private boolean enter() {
            inside.incrementAndGet();
            if (closed) {
                leave();
                return false;
            }
            return true;
        }

        private void leave() {
            if (inside.decrementAndGet() == 0 && closed && left.compareAndSet(false, true)) {
                dueAt = clock.nanos() + untilAllHasArrived;
                settling.add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueAt - clock.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private final HistoryOptions options;
    private final Tally tally = new Tally();
    private final RunClock clock = new RunClock();
    private final Admission admission;
    private final Judge judge = new Judge(MAX_SKEW);
    private final AttributeCodec codec;
    private final DynamoDbEmulator emulator;
    private final List<Visitors.Node> nodes = new ArrayList<>();
    private final AtomicInteger groups = new AtomicInteger();
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicReferenceArray<Group> active;
    private final DelayQueue<Group> settling = new DelayQueue<>();
    private final AtomicInteger reaps = new AtomicInteger();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final long untilAllHasArrived;

    Traffic(HistoryOptions options, Sdk sdk) {
        this.options = options;
        this.untilAllHasArrived = options.lateness().plus(options.callTimeout()).toNanos();
        this.active = new AtomicReferenceArray<>(Math.max(1, options.threads() / THREADS_A_GROUP));
        this.admission = new Admission(options.threads());
        this.codec = codec(options.encrypted());
        this.emulator = DynamoDbEmulator.start();
        node(sdk, PATIENT, 0, true).close();
        for (int node = 0; node < options.nodes(); node++) {
            long ahead = TimeUnit.MILLISECONDS.toNanos(AHEAD_MILLIS[node % AHEAD_MILLIS.length]);
            nodes.add(new Visitors.Node(node, ahead, node(sdk, options.callTimeout(), ahead, false)));
        }
    }

    private StoreNode node(Sdk sdk, Duration callTimeout, long ahead, boolean init) {
        return sdk.node(new Sdk.Settings(
                emulator.endpoint(),
                callTimeout,
                options.threads(),
                options.maxHeadSize(),
                clock.ahead(ahead),
                codec,
                init));
    }

    private static AttributeCodec codec(boolean encrypted) {
        AttributeCodec plain = JavaSerializationCodec.create();
        if (!encrypted) {
            return plain;
        }
        try {
            AeadConfig.register();
            return EncryptingCodec.builder(plain)
                    .keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs all operations, and checks them. */
    Tally run() throws InterruptedException {
        emulator.disturb(Disturbances.NONE.seed(options.seed()).lateAttempts(options.share(), options.lateness()));
        for (int i = 0; i < active.length(); i++) {
            active.set(i, begin());
        }
        CountDownLatch over = new CountDownLatch(options.threads());
        for (int thread = 0; thread < options.threads(); thread++) {
            new Thread(null, () -> work(over), "visitor-" + thread, STACK).start();
        }
        over.await();
        Throwable failure = broken.get();
        if (failure != null) {
            throw new IllegalStateException("the run broke", failure);
        }
        return tally;
    }

    private void work(CountDownLatch over) {
        try {
            while (unsettled.get() > 0 && broken.get() == null) {
                if (!admission.enter()) {
                    continue;
                }
                boolean worked;
                try {
                    worked = judge() || visit();
                } finally {
                    admission.leave();
                }
                if (!worked) {
                    LockSupport.parkNanos(PAUSE);
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            broken.compareAndSet(null, e);
        } finally {
            over.countDown();
        }
    }

    private Group begin() {
        unsettled.incrementAndGet();
        return new Group(new Visitors(groups.incrementAndGet(), options.seed(), clock, nodes, new Visitors.Watch() {
            @Override
            public void made(Operation operation) {
                Traffic.this.made(operation);
            }

            @Override
            public void failed(SessionException failure) {
                tally.failed(failure);
            }
        }));
    }

    private boolean isEnough() {
        return tally.operations() >= options.operations();
    }

    /** False if there was nothing to do. */
    private boolean visit() {
        int place = ThreadLocalRandom.current().nextInt(active.length());
        Group group = active.get(place);
        if (group == null || (group.visitors.rest() && !isEnough()) || !group.enter()) {
            return false;
        }
        try {
            if (!isEnough()) {
                group.visitors.visit();
                reapNowAndThen();
            }
            if (group.visitors.isOver() || isEnough()) {
                close(place, group);
            }
        } finally {
            group.leave();
        }
        return true;
    }

    private void close(int place, Group group) {
        group.closed = true;
        Group next = isEnough() ? null : begin();
        if (!active.compareAndSet(place, group, next) && next != null) {
            unsettled.decrementAndGet();
        }
    }

    private void reapNowAndThen() {
        int round = reaps.get();
        if (tally.operations() / REAP_EVERY > round && reaps.compareAndSet(round, round + 1)) {
            Visitors.Node node = nodes.get(new Random(options.seed() + round).nextInt(nodes.size()));
            Operation.Builder reap =
                    Operation.of(Kind.REAP).at(node.number(), node.ahead()).from(clock.nanos());
            try {
                reap.counting(node.store().reap()).with(Outcome.COUNTED);
            } catch (SessionException e) {
                tally.failed(e);
            }
            tally.made(reap.until(clock.nanos()));
        }
    }

    private boolean judge() {
        Group settled = settling.poll();
        if (settled == null) {
            return false;
        }
        try {
            settled.visitors.lookAtTheEnd();
            tally.judged(settled.visitors.sessions(), judge.judge(settled.visitors.history()));
        } finally {
            unsettled.decrementAndGet();
        }
        return true;
    }

    /** Is notified of every operation on a session. */
    private void made(Operation operation) {
        tally.made(operation);
        if (operation.is(Kind.FIND) && operation.is(Outcome.FAILED)) {
            admission.notAnswered(operation.end());
        } else {
            admission.answered();
        }
    }

    /** A report: the options of this run, its operations and results. */
    String report(Sdk sdk, double seconds) {
        return String.format(
                        Locale.ROOT,
                        "%s, %s: %d operations on %d sessions in %.1f s, %.0f a second; %d at once at"
                                + " the end; %d writes came late; violations: %d%n",
                        sdk,
                        options,
                        tally.operations(),
                        tally.sessions(),
                        seconds,
                        tally.operations() / seconds,
                        admission.limit(),
                        emulator.attempts().late(),
                        tally.violations())
                + tally.counts()
                + tally.verdict();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.store().close());
        emulator.close();
    }
}
