package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.AttributePlace;
import io.github.dynamodbsession.core.codec.BoundCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BindingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final AttributeCodec PLAIN = JavaSerializationCodec.create();

    private final Sealing codec = new Sealing();

    private static SessionRecord session(String id, @Nullable SessionOrigin origin) {
        SessionTimes times = new SessionTimes(NOW, NOW, Duration.ofHours(1), NOW.plusSeconds(3600));
        return new SessionRecord(id, times, Map.of(), "token").withOrigin(origin);
    }

    private static SessionOrigin origin(String text) {
        return SessionOrigin.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNewSessionHasARandomOriginForAllItsAttributes() {
        Binding one = new Binding(codec, NOW, null);

        assertThat(one.place("a").origin()).isEqualTo(one.place("b").origin()).isNotNull();
        assertThat(one.place("a").attribute()).isEqualTo("a");
        assertThat(one.place("a").origin())
                .isNotEqualTo(new Binding(codec, NOW, null).place("a").origin());
    }

    /** A repeated write must be the same. */
    @Test
    void whatIsStoredUnderAnIdIsMadeOnce() {
        Binding binding = new Binding(codec, NOW, null);
        SessionOrigin stored = binding.storedUnder("one", null);

        assertThat(binding.storedUnder("one", null)).isEqualTo(stored);
        assertThat(binding.storedUnder("two", session("one", stored))).isNotEqualTo(stored);
        assertThat(codec.open(binding.storedUnder("two", session("one", stored)), "two"))
                .isEqualTo(binding.place("a").origin());
    }

    @Test
    void anOriginIsOpenedOnceAndOnlyIfItIsNeeded() {
        Binding binding = new Binding(codec, NOW, session("one", codec.seal(origin("origin"), "one")));
        assertThat(codec.opened).hasValue(0);
        assertThat(binding.storedUnder("one", session("one", origin("kept")))).isEqualTo(origin("kept"));
        assertThat(codec.opened).hasValue(0);

        assertThat(binding.place("a").origin()).isEqualTo(origin("origin"));
        binding.place("b");
        assertThat(codec.opened).hasValue(1);
    }

    @Test
    void aSessionOfBeforeIsBoundToItsCreation() {
        Binding binding = new Binding(codec, NOW, session("one", null));

        assertThat(binding.place("a").origin()).isEqualTo(SessionOrigin.ofCreation(NOW));
        assertThat(codec.open(binding.storedUnder("two", session("one", null)), "two"))
                .isEqualTo(SessionOrigin.ofCreation(NOW));
    }

    @Test
    void aCodecThatBindsNothingNeedsNoOriginAndKeepsWhatIsThere() {
        assertThat(new Binding(PLAIN, NOW, null).place("a")).isEqualTo(AttributePlace.NONE);
        assertThat(new Binding(PLAIN, NOW, null).storedUnder("one", null)).isNull();
        SessionRecord session = session("one", origin("of another node"));
        assertThat(new Binding(PLAIN, NOW, session).storedUnder("two", session)).isEqualTo(origin("of another node"));
    }

    /** A sealed origin ends with the id and a number. */
    private static final class Sealing implements BoundCodec {

        private final AtomicInteger opened = new AtomicInteger();
        private int number;

        @Override
        public AttributeCodec inner() {
            return PLAIN;
        }

        @Override
        public String layer() {
            return "";
        }

        @Override
        public EncodedValue wrap(EncodedValue encoding, AttributePlace place) {
            return encoding;
        }

        @Override
        public EncodedValue unwrap(EncodedValue stored, AttributePlace place) {
            return stored;
        }

        @Override
        public SessionOrigin seal(SessionOrigin origin, String id) {
            number++;
            return origin(new String(origin.toByteArray(), StandardCharsets.ISO_8859_1) + "/" + id + "/" + number);
        }

        @Override
        public SessionOrigin open(SessionOrigin stored, String id) {
            opened.incrementAndGet();
            String text = new String(stored.toByteArray(), StandardCharsets.UTF_8);
            return SessionOrigin.of(
                    text.substring(0, text.lastIndexOf("/" + id + "/")).getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public boolean isMarked(EncodedValue stored) {
            return false;
        }
    }
}
