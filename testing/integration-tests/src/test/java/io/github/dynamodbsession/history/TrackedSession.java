package io.github.dynamodbsession.history;

import io.github.dynamodbsession.core.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A session as known to its visitors: the ids that it has or may have. Safe for use by any number of threads. */
final class TrackedSession {

    private static final int MAX_HELD = 4;

    /** A working copy with changes that are not saved, or may not be. Used by one thread at a time. */
    static final class Copy {
        final Session session;
        final int id;
        final Map<String, Integer> changes = new HashMap<>();
        int newId = Operation.NONE;
        boolean isNew;

        @Nullable
        Long firstSent;

        Copy(Session session, int id) {
            this.session = session;
            this.id = id;
        }
    }

    private final int number;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final List<String> ids = new ArrayList<>();
    private final Deque<Copy> held = new ArrayDeque<>();
    private int latest;
    private volatile boolean over;

    TrackedSession(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** True for the caller that must create it. */
    boolean begins() {
        return begun.compareAndSet(false, true);
    }

    synchronized int add(String id) {
        ids.add(id);
        return ids.size() - 1;
    }

    synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    synchronized String id(int which) {
        return ids.get(which);
    }

    /** The id that a browser has; occasionally another one. Empty before there is any. */
    synchronized Optional<Integer> someId(Random random, double shareOfOthers) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(random.nextDouble() < shareOfOthers ? random.nextInt(ids.size()) : latest);
    }

    synchronized void acknowledged(int newId) {
        latest = Math.max(latest, newId);
    }

    synchronized void hold(Copy copy) {
        held.addLast(copy);
        if (held.size() > MAX_HELD) {
            held.removeFirst();
        }
    }

    synchronized Optional<Copy> takeHeld() {
        return Optional.ofNullable(held.pollFirst());
    }

    /** It is no longer worth visiting. */
    void isOver() {
        over = true;
    }

    boolean wasOver() {
        return over;
    }
}
