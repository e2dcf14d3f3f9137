package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dynamodbsession.core.storage.StorageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One look for many who ask. */
class CachedHealthTest {

    private static final StorageStatus DOWN = new StorageStatus(false, "gone", Map.of());

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may well overflow
    private final AtomicInteger looks = new AtomicInteger();
    private final CachedHealth health = new CachedHealth(nanos::get);

    private StorageStatus ask(StorageStatus found) {
        return health.waitFor(() -> {
            looks.incrementAndGet();
            return found;
        });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatWasFoundIsToldForTenSecondsWhateverItIs() {
        assertThat(ask(DOWN)).isEqualTo(DOWN);
        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(ask(StorageStatus.READY)).isEqualTo(DOWN);
        assertThat(looks).hasValue(1);

        pass(Duration.ofNanos(1));
        assertThat(ask(StorageStatus.READY)).isEqualTo(StorageStatus.READY);
        assertThat(ask(DOWN)).isEqualTo(StorageStatus.READY);
        assertThat(looks).hasValue(2);
    }

    @Test
    void thoseWhoAskWhileALookIsUnderWayWaitForItHoweverLongItTakes() {
        CompletableFuture<StorageStatus> slow = new CompletableFuture<>();
        List<CompletableFuture<StorageStatus>> asked = IntStream.range(0, 8)
                .mapToObj(i -> health.get(() -> {
                    looks.incrementAndGet();
                    pass(Duration.ofMinutes(1));
                    return slow;
                }))
                .toList();
        assertThat(asked).noneMatch(CompletableFuture::isDone);

        slow.complete(DOWN);

        assertThat(asked).allSatisfy(status -> assertThat(status).isCompletedWithValue(DOWN));
        assertThat(looks).hasValue(1);
        pass(Duration.ofSeconds(9));
        assertThat(ask(StorageStatus.READY)).as("kept from its end on").isEqualTo(DOWN);
    }

    @Test
    void whatIsNoFailureOfTheStorageIsNotKept() {
        assertThatIllegalStateException()
                .isThrownBy(() -> health.waitFor(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .withMessage("a bug");

        assertThat(ask(DOWN)).isEqualTo(DOWN);
    }
}
