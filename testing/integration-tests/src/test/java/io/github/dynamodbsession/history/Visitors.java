package io.github.dynamodbsession.history;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.history.Operation.Kind;
import io.github.dynamodbsession.history.Operation.Outcome;
import io.github.dynamodbsession.history.Operation.Times;
import io.github.dynamodbsession.history.TrackedSession.Copy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some sessions of one user, the operations on them by any number of concurrent threads, and their history. Operations
 * are chosen at random from a seed.
 */
final class Visitors {

    /** One node. */
    record Node(int number, long ahead, StoreNode store) {}

    /** Is notified of each operation. */
    interface Watch {

        void made(Operation operation);

        void failed(SessionException failure);
    }

    /** The initial user of the sessions. */
    private static final int USER = 1;

    private static final int OPERATIONS_PER_SESSION = 45;
    private static final int OPERATIONS_AFTER_THE_END = 8;
    private static final int MAX_SESSIONS = 3;
    private static final int BURST = 5;
    private static final double EXPIRING = 0.25;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(1200);
    private static final Duration BEFORE_THE_END = Duration.ofMillis(250);
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final String SHARED = "shared";

    private final int number;
    private final Random random;
    private final RunClock clock;
    private final List<Node> nodes;
    private final Watch watch;
    private final boolean expire;
    private final Duration interval;
    private final List<TrackedSession> sessions;
    private final Queue<Operation> history = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writes = new AtomicInteger(USER);
    private final AtomicInteger left;
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean expired;
    private volatile long notBefore = Long.MIN_VALUE;

    Visitors(int number, long seed, RunClock clock, List<Node> nodes, Watch watch) {
        this.number = number;
        this.random = new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
        this.clock = clock;
        this.watch = watch;
        this.expire = random.nextDouble() < EXPIRING;
        this.interval = expire ? SHORT : LONG;
        // Some sessions are only visited by nodes with the same clock, so that clock skew excuses nothing.
        this.nodes = expire && random.nextDouble() < 0.7 ? nodes.subList(0, Math.min(2, nodes.size())) : nodes;
        this.sessions = IntStream.rangeClosed(0, random.nextInt(MAX_SESSIONS))
                .mapToObj(TrackedSession::new)
                .toList();
        this.left = new AtomicInteger(sessions.size() * OPERATIONS_PER_SESSION);
    }

    Collection<Operation> history() {
        return history;
    }

    int sessions() {
        return sessions.size();
    }

    boolean isOver() {
        return left.get() <= 0;
    }

    /** Whether they do nothing for a while, so that their sessions may expire. */
    boolean rest() {
        return clock.nanos() < notBefore;
    }

    /** One visit: an operation or a few. */
    void visit() {
        TrackedSession session = some(sessions);
        if (session.wasOver() && random.nextDouble() < 0.7) {
            session = some(sessions);
        }
        if (session.begins()) {
            create(session);
        } else if (expire) {
            visitOneThatExpires(session);
        } else {
            visit(session);
        }
        if (sessions.stream().allMatch(TrackedSession::wasOver)) {
            left.accumulateAndGet(OPERATIONS_AFTER_THE_END * sessions.size(), Math::min);
        }
    }

    private void visit(TrackedSession session) {
        Node node = some(nodes);
        int chance = random.nextInt(100);
        if (chance < 22) {
            find(session, node);
        } else if (chance < 26) {
            isAlive(session, node);
        } else if (chance < 56) {
            find(session, node).ifPresent(copy -> {
                change(copy);
                saveOrHold(session, node, copy);
            });
        } else if (chance < 64) {
            find(session, node).ifPresent(copy -> saveOrHold(session, node, copy));
        } else if (chance < 74) {
            find(session, node).ifPresent(copy -> {
                changeId(session, node, copy);
                saveOrHold(session, node, copy);
            });
        } else if (chance < 79) {
            find(session, node).ifPresent(copy -> {
                setInterval(copy);
                saveOrHold(session, node, copy);
            });
        } else if (chance < 82) {
            find(session, node).ifPresent(copy -> {
                setUser(copy);
                saveOrHold(session, node, copy);
            });
        } else if (chance < 95) {
            saveHeld(session, node);
        } else if (chance < 99) {
            delete(session, node);
        } else {
            deleteByUser(node);
        }
    }

    private void visitOneThatExpires(TrackedSession session) {
        Node node = some(nodes);
        int chance = random.nextInt(100);
        if (chance < 25) {
            find(session, node);
        } else if (chance < 40) {
            isAlive(session, node);
        } else if (chance < 60) {
            find(session, node).ifPresent(copy -> {
                change(copy);
                saveOrHold(session, node, copy);
            });
        } else if (chance < 65) {
            find(session, node).ifPresent(copy -> saveOrHold(session, node, copy));
        } else {
            saveHeld(session, node);
        }
    }

    private <T> T some(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private int nextWrite() {
        return writes.incrementAndGet();
    }

    // ---- what is done to a working copy ----

    private void create(TrackedSession session) {
        Node node = some(nodes);
        int write = nextWrite();
        Copy copy = new Copy(node.store().begin(interval.plusMillis(write)), 0);
        copy.isNew = true;
        copy.changes.put(Operation.INTERVAL, write);
        set(copy, Operation.USER, random.nextDouble() < 0.8 ? USER : nextWrite());
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                set(copy, name, nextWrite());
            }
        }
        session.add(copy.session.id());
        save(session, node, copy);
    }

    private void change(Copy copy) {
        int chance = random.nextInt(100);
        if (chance < 45) {
            set(copy, SHARED, nextWrite());
        } else if (chance < 70) {
            set(copy, some(NAMES), nextWrite());
        } else if (chance < 80) {
            remove(copy, SHARED);
        } else if (chance < 85) {
            remove(copy, some(NAMES));
        } else {
            set(copy, SHARED, nextWrite());
            set(copy, some(NAMES), nextWrite());
        }
    }

    private void set(Copy copy, String name, int write) {
        copy.changes.put(name, write);
        copy.session.setAttribute(name, name.equals(Operation.USER) ? user(write) : String.valueOf(write));
    }

    private void remove(Copy copy, String name) {
        if (copy.session.attributeNames().contains(name)) {
            copy.changes.put(name, -nextWrite());
            copy.session.removeAttribute(name);
        }
    }

    private String user(int write) {
        return number + "-" + write;
    }

    private void setUser(Copy copy) {
        set(copy, Operation.USER, nextWrite());
    }

    private void setInterval(Copy copy) {
        int write = nextWrite();
        copy.changes.put(Operation.INTERVAL, write);
        copy.session.setMaxInactiveInterval(interval.plusMillis(write));
    }

    private void changeId(TrackedSession session, Node node, Copy copy) {
        if (random.nextBoolean()) {
            change(copy);
        }
        copy.newId = session.add(node.store().changeId(copy.session));
    }

    private void saveOrHold(TrackedSession session, Node node, Copy copy) {
        if (random.nextDouble() < (expire ? 0.4 : 0.15)) {
            session.hold(copy);
        } else {
            save(session, node, copy);
        }
    }

    private void saveHeld(TrackedSession session, Node node) {
        Copy copy = session.takeHeld().orElse(null);
        if (copy == null) {
            find(session, node).ifPresent(session::hold);
            return;
        }
        if (copy.firstSent == null && copy.changes.isEmpty() && copy.newId == Operation.NONE) {
            change(copy);
        }
        save(session, node, copy);
    }

    // ---- operations ----

    private void save(TrackedSession session, Node node, Copy copy) {
        for (int attempt = 0; attempt < 3; attempt++) {
            Outcome outcome = saveOnce(session, node, copy);
            if (outcome != Outcome.FAILED && outcome != Outcome.REFUSED) {
                if (copy.newId != Operation.NONE && outcome != Outcome.ENDED) {
                    session.acknowledged(copy.newId);
                }
                return;
            }
            double chance = random.nextDouble();
            if (chance < 0.3) {
                return;
            }
            if (chance < 0.6) {
                session.hold(copy);
                return;
            }
        }
    }

    private Outcome saveOnce(TrackedSession session, Node node, Copy copy) {
        Operation.Builder operation = Operation.of(kind(copy))
                .on(session.number(), copy.id)
                .to(copy.newId)
                .writing(copy.changes);
        long start = clock.nanos();
        if (copy.firstSent == null) {
            copy.firstSent = start;
        }
        operation.firstSent(copy.firstSent);
        return made(node, operation, () -> {
                    SaveResult result = node.store().save(copy.session);
                    if (result != SaveResult.ENDED) {
                        operation.showing(times(copy.session));
                    }
                    return Outcome.valueOf(result.name());
                })
                .outcome();
    }

    private static Kind kind(Copy copy) {
        if (copy.isNew) {
            return Kind.CREATE;
        }
        if (copy.newId != Operation.NONE) {
            return Kind.CHANGE_ID;
        }
        return copy.changes.isEmpty() ? Kind.TOUCH : Kind.CHANGE;
    }

    private Optional<Copy> find(TrackedSession session, Node node) {
        return session.someId(random, 0.15).flatMap(id -> {
            Copy copy = find(session, node, id);
            if (copy == null && !expire) {
                session.isOver();
            }
            return Optional.ofNullable(copy);
        });
    }

    private @Nullable Copy find(TrackedSession session, Node node, int id) {
        Copy[] found = new Copy[1];
        Operation.Builder operation = Operation.of(Kind.FIND).on(session.number(), id);
        made(node, operation, () -> {
            Session copy = node.store().find(session.id(id)).orElse(null);
            if (copy == null) {
                return Outcome.ABSENT;
            }
            operation.reading(read(copy)).showing(times(copy));
            found[0] = new Copy(copy, id);
            return Outcome.ALIVE;
        });
        return found[0];
    }

    private Map<String, Integer> read(Session copy) {
        Map<String, Integer> read = new HashMap<>();
        for (String name : copy.attributeNames()) {
            String value = copy.attribute(name, String.class).orElseThrow();
            read.put(name, Integer.valueOf(value.substring(value.indexOf('-') + 1)));
        }
        read.put(Operation.INTERVAL, (int)
                copy.maxInactiveInterval().minus(interval).toMillis());
        return read;
    }

    private Times times(Session copy) {
        return new Times(
                clock.nanosOf(copy.lastAccessedAt()),
                copy.expiresAt().map(clock::nanosOf).orElse(Long.MAX_VALUE));
    }

    private void isAlive(TrackedSession session, Node node) {
        session.someId(random, 0.3)
                .ifPresent(id -> made(
                        node,
                        Operation.of(Kind.IS_ALIVE).on(session.number(), id),
                        () -> node.store().isAlive(session.id(id)) ? Outcome.ALIVE : Outcome.ABSENT));
    }

    private void delete(TrackedSession session, Node node) {
        Supplier<Boolean> delete;
        int id;
        if (random.nextDouble() < 0.3) {
            Copy copy = find(session, node).orElse(null);
            if (copy == null) {
                return;
            }
            id = copy.id;
            delete = () -> node.store().delete(copy.session);
        } else {
            Optional<Integer> some = session.someId(random, 0.2);
            if (some.isEmpty()) {
                return;
            }
            id = some.get();
            delete = () -> node.store().delete(session.id(id));
        }
        made(
                node,
                Operation.of(Kind.DELETE).on(session.number(), id),
                () -> delete.get() ? Outcome.DELETED : Outcome.NOT_THERE);
        session.isOver();
    }

    private void deleteByUser(Node node) {
        int user = random.nextDouble() < 0.8 ? USER : 1 + random.nextInt(writes.get());
        Operation.Builder operation = Operation.of(Kind.DELETE_BY_USER).ofUser(user);
        made(node, operation, () -> {
            operation.counting(node.store().deleteByIndex(user(user)));
            return Outcome.COUNTED;
        });
    }

    /** The final state, after all attempts have arrived: each id is looked up. */
    void lookAtTheEnd() {
        for (TrackedSession session : sessions) {
            for (int id = 0; id < session.ids().size(); id++) {
                for (Node node : nodes.subList(0, Math.min(2, nodes.size()))) {
                    find(session, node, id);
                }
            }
        }
    }

    private Operation made(Node node, Operation.Builder operation, Supplier<Outcome> work) {
        operation.at(node.number(), node.ahead()).from(clock.nanos());
        try {
            operation.with(work.get());
        } catch (SessionException e) {
            operation.with(e.isRetryable() ? Outcome.FAILED : Outcome.REFUSED);
            watch.failed(e);
        }
        Operation over = operation.until(clock.nanos());
        expired |= over.is(Outcome.ABSENT);
        history.add(over);
        watch.made(over);
        left.decrementAndGet();
        if (expire && !expired && made.incrementAndGet() % (BURST * sessions.size()) == 0) {
            long wait = interval.minus(BEFORE_THE_END).toNanos() + random.nextLong(BEFORE_THE_END.toNanos());
            notBefore = over.end() + wait;
        }
        return over;
    }
}
