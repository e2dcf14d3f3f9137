package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock is told what it shows. */
class ReadTimeTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // it may begin anywhere

    private void looks(ReadTime time, int count, long milliseconds) {
        for (int i = 0; i < count; i++) {
            time.look();
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
        }
    }

    @Test
    void readingEndsWhenItTakesTooLong() {
        ReadTime time = new ReadTime(100, now::get);

        assertThatCode(() -> looks(time, 200, 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> looks(time, 10, 10))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("longer than 2 s");
    }

    @Test
    void whatIsLargeMayTakeLonger() {
        ReadTime time = new ReadTime(3_000_000, now::get);

        assertThatCode(() -> looks(time, 490, 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> looks(time, 20, 10)).hasMessageContaining("longer than 5 s");
    }

    @Test
    void aPauseIsNotTheValuesDoing() {
        ReadTime time = new ReadTime(100, now::get);

        assertThatCode(() -> looks(time, 90, 60_000)).doesNotThrowAnyException();
    }

    @Test
    void javaSerializationHasABoundInTime() throws Exception {
        JavaSerializationCodec codec = JavaSerializationCodec.create();
        Object[] many = new Object[20_000];
        Arrays.setAll(many, i -> List.of(i));
        Object[] few = Arrays.copyOf(many, 100);

        try (AllowListedInput in = codec.open(bytes(Serialized.of(few)), SlowReading.time())) {
            assertThat(in.readObject()).isEqualTo(few);
        }
        try (AllowListedInput in = codec.open(bytes(Serialized.of(many)), SlowReading.time())) {
            assertThatThrownBy(in::readObject).hasStackTraceContaining("longer than 2 s");
        }
    }

    private static byte[] bytes(EncodedValue encoded) {
        return ((EncodedValue.Binary) encoded).toByteArray();
    }

    @Test
    void theClockIsLookedAtNowAndThen() {
        AtomicLong looks = new AtomicLong();
        ReadTime time = new ReadTime(100, looks::incrementAndGet);
        for (int i = 0; i < 640; i++) {
            time.tick();
        }

        assertThat(looks).hasValue(10);
    }
}
