package io.github.dynamodbsession.testkit;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Clean-up that takes too much or too little, or does not say so: promise 6 broken. */
final class ReapBreaks {

    private ReapBreaks() {}

    static List<Break> all() {
        return List.of(
                Break.client(
                        "a reap takes what will expire soon",
                        StorageClientContract.Reap.class,
                        c -> new Reaping(c, Duration.ofSeconds(10), Integer.MAX_VALUE)),
                Break.client(
                        "a reap leaves what has expired just now",
                        StorageClientContract.Reap.class,
                        c -> new Reaping(c, Duration.ofMillis(-1), Integer.MAX_VALUE)),
                Break.client(
                        "a reap stops after the first page",
                        StorageClientContract.Reap.class,
                        c -> new Reaping(c, Duration.ZERO, 100)),
                Break.client(
                        "a reap does not look again before it deletes",
                        StorageClientContract.Reap.class,
                        ReapDoesNotLookAgain::new),
                Break.client(
                        "a reap counts what it found", StorageClientContract.Reap.class, ReapCountsWhatItFound::new),
                Break.client("a reap hands nothing over", StorageClientContract.Reap.class, ReapHandsNothingOver::new),
                Break.client("every node gets every round", StorageClientContract.ReapRound.class, EveryRound::new),
                Break.client(
                        "a claim in vain counts as a round",
                        StorageClientContract.ReapRound.class,
                        VainClaimCounts::new),
                Break.client(
                        "a claim from the future blocks",
                        StorageClientContract.ReapRound.class,
                        FutureClaimBlocks::new),
                Break.client(
                        "a reap of two nodes hands a session to both",
                        StorageClientContract.Events.class,
                        ReapHandsOverTwice::new));
    }

    private static final class Reaping extends ClientDecorator {
        private final Duration later;
        private final int most;

        Reaping(StorageClient delegate, Duration later, int most) {
            super(delegate);
            this.later = later;
            this.most = most;
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            List<SessionRecord> page = new ArrayList<>();
            super.deleteExpired(before.plus(later), page::add);
            List<SessionRecord> first = page.subList(0, Math.min(most, page.size()));
            page.subList(first.size(), page.size()).forEach(s -> create(new Change.Create(s), before));
            first.forEach(removed);
            return ReapResult.of(first.size());
        }
    }

    private static final class ReapDoesNotLookAgain extends ListingClient {
        ReapDoesNotLookAgain(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            long count = 0;
            for (SessionRecord session : expiredAt(before)) {
                if (super.delete(session.id(), Instant.EPOCH).isPresent()) {
                    removed.accept(session);
                    count++;
                }
            }
            return ReapResult.of(count);
        }
    }

    private static final class ReapCountsWhatItFound extends ListingClient {
        ReapCountsWhatItFound(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            int found = expiredAt(before).size();
            LockSupport.parkNanos(500_000);
            super.deleteExpired(before, removed);
            return ReapResult.of(found);
        }
    }

    private static final class EveryRound extends ClientDecorator implements ReapRounds {
        EveryRound(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public boolean claim(Instant now, Duration interval) {
            return true;
        }
    }

    private static final class VainClaimCounts extends ClientDecorator implements ReapRounds {
        private Instant last = Instant.MIN;

        VainClaimCounts(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public synchronized boolean claim(Instant now, Duration interval) {
            boolean due = ReapRounds.isDue(last, now, interval);
            last = now;
            return due;
        }
    }

    private static final class FutureClaimBlocks extends ClientDecorator implements ReapRounds {
        private Instant last = Instant.MIN;

        FutureClaimBlocks(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public synchronized boolean claim(Instant now, Duration interval) {
            boolean due = !last.isAfter(now.minus(interval));
            last = due ? now : last;
            return due;
        }
    }

    private static final class ReapHandsOverTwice extends ClientDecorator {
        ReapHandsOverTwice(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            return super.deleteExpired(before, session -> {
                removed.accept(session);
                removed.accept(session);
            });
        }
    }

    private static final class ReapHandsNothingOver extends ClientDecorator {
        ReapHandsNothingOver(StorageClient delegate) {
            super(delegate);
        }

        @Override
        public ReapResult deleteExpired(Instant before, Consumer<SessionRecord> removed) {
            return super.deleteExpired(before, session -> {});
        }
    }
}
