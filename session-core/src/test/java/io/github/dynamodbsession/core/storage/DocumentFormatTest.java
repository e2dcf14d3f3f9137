package io.github.dynamodbsession.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.error.SessionStorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DocumentFormatTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Duration TTL = Duration.ofMinutes(30);
    private static final SessionRecord SESSION = new SessionRecord(
            "id",
            new SessionTimes(NOW, NOW.plusMillis(7), TTL, NOW.plus(TTL)),
            Map.of(
                    "", EncodedValue.text(""),
                    "é😀\u0000", EncodedValue.text("s3cret-text é😀\u0000"),
                    "bytes", EncodedValue.binary(new byte[] {-1, 0, 1}),
                    "no bytes", EncodedValue.binary(new byte[0])),
            "token");

    @Test
    void whatIsWrittenIsReadAsItWas() {
        assertThat(DocumentFormat.read("id", DocumentFormat.write(SESSION))).isEqualTo(SESSION);
    }

    /** Nodes of the release before read format 3. */
    @Test
    void anOriginIsReadAsItWasAndOnlyASessionThatHasOneNeedsThisRelease() {
        SessionRecord session = SESSION.withOrigin(SessionOrigin.random());
        byte[] document = DocumentFormat.write(session);

        assertThat(DocumentFormat.read("id", document)).isEqualTo(session).isNotEqualTo(SESSION);
        assertThat(document[0]).isEqualTo((byte) 5);
        assertThat(DocumentFormat.write(SESSION)[0]).isEqualTo((byte) 3);
        for (int length = 0; length < document.length; length++) {
            byte[] cut = Arrays.copyOf(document, length);
            assertThatThrownBy(() -> DocumentFormat.read("id", cut)).isInstanceOf(SessionStorageException.class);
        }
    }

    /** Nodes of the release before read formats up to 5. */
    @Test
    void theAgeOfAnIdIsReadAsItWasAndOnlyASessionThatHasOneNeedsThisRelease() {
        SessionRecord aged = SESSION.withTimes(SESSION.times().withIdSince(NOW.plusSeconds(5)));
        for (SessionRecord session : List.of(aged, aged.withOrigin(SessionOrigin.random()))) {
            byte[] document = DocumentFormat.write(session);

            assertThat(document[0]).isEqualTo((byte) 6);
            assertThat(DocumentFormat.read("id", document)).isEqualTo(session).isNotEqualTo(SESSION);
            for (int length = 0; length < document.length; length++) {
                byte[] cut = Arrays.copyOf(document, length);
                assertThatThrownBy(() -> DocumentFormat.read("id", cut)).isInstanceOf(SessionStorageException.class);
            }
        }
        byte[] far = DocumentFormat.write(
                SESSION.withTimes(SESSION.times().withIdSince(Instant.ofEpochMilli(Long.MAX_VALUE))));
        assertThatThrownBy(() -> DocumentFormat.read("id", far)).hasMessageContaining("its times");
    }

    @Test
    void aTombstoneIsReadAsItWas() {
        TreeSet<String> writes = new TreeSet<>(List.of("t1", "t2"));
        Tombstone renamed = new Tombstone("id", NOW, "next", writes);
        Tombstone renewed = new Tombstone("id", NOW, "next", writes, NOW.plusSeconds(60));
        for (Tombstone tombstone : List.of(Tombstone.ofDeleted("id", NOW), renamed, renewed)) {
            byte[] document = DocumentFormat.write(tombstone);

            assertThat(DocumentFormat.read("id", document)).isEqualTo(tombstone);
            assertThat(document[0]).isEqualTo((byte) (tombstone.equals(renewed) ? 7 : 4));
            for (int length = 0; length < document.length; length++) {
                byte[] cut = Arrays.copyOf(document, length);
                assertThatThrownBy(() -> DocumentFormat.read("id", cut)).isInstanceOf(SessionStorageException.class);
            }
        }
    }

    @Test
    void everyKindOfTimesIsReadAsItWas() {
        for (SessionTimes times : List.of(
                new SessionTimes(NOW, NOW, Duration.ZERO, null),
                new SessionTimes(NOW, NOW, Duration.ofSeconds(-1), null),
                new SessionTimes(Instant.EPOCH, NOW, Duration.ofDays(36_525), NOW.plus(Duration.ofDays(36_525))),
                new SessionTimes(Instant.ofEpochMilli(-5), NOW, Duration.ofMillis(1), NOW.plusMillis(1)))) {
            SessionRecord session = SESSION.withTimes(times);
            assertThat(DocumentFormat.read("id", DocumentFormat.write(session))).isEqualTo(session);
        }
    }

    /** With others, a touch would end outside the numbers. */
    @Test
    void timesThatNobodyMeansAreDamage() {
        Instant far = Instant.ofEpochMilli(Long.MAX_VALUE);
        Instant before = Instant.ofEpochMilli(Long.MIN_VALUE);
        Duration ever = Duration.ofMillis(Long.MAX_VALUE);
        for (SessionTimes times : List.of(
                new SessionTimes(far, NOW, TTL, null),
                new SessionTimes(before, NOW, TTL, null),
                new SessionTimes(NOW, far, TTL, null),
                new SessionTimes(NOW, before, TTL, null),
                new SessionTimes(NOW, NOW, ever, null),
                new SessionTimes(NOW, NOW, ever.negated(), null),
                new SessionTimes(NOW, NOW, TTL, far),
                new SessionTimes(NOW, NOW, TTL, before))) {
            byte[] document = DocumentFormat.write(SESSION.withTimes(times));

            assertThatThrownBy(() -> DocumentFormat.read("id", document))
                    .as(times.toString())
                    .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                            .isFalse())
                    .hasMessageContaining("its times");
        }
    }

    @Test
    void aThousandAttributesAreReadAsTheyWere() {
        Map<String, EncodedValue> attributes = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            attributes.put("attribute-" + i, EncodedValue.text("x".repeat(i)));
        }
        SessionRecord session = new SessionRecord("id", SESSION.times(), attributes, "token");

        assertThat(DocumentFormat.read("id", DocumentFormat.write(session))).isEqualTo(session);
    }

    @Test
    void aDocumentThatEndsTooEarlyIsDamaged() {
        byte[] whole = DocumentFormat.write(SESSION);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> DocumentFormat.read("id", cut))
                    .isInstanceOfSatisfying(SessionStorageException.class, e -> assertThat(e.isRetryable())
                            .isFalse())
                    .hasMessageContaining("document")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aDamagedDocumentIsReadAsSomethingElseOrSaidToBeDamaged() {
        byte[] whole = DocumentFormat.write(SESSION);
        for (int i = 0; i < whole.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) (1 << bit);
                Throwable failure = catchThrowable(() -> DocumentFormat.read("id", damaged));
                if (failure != null) {
                    assertThat(failure)
                            .isInstanceOf(SessionStorageException.class)
                            .hasMessageNotContaining("s3cret");
                }
            }
        }
    }

    @Test
    void anotherReleasesFormatIsNamed() {
        byte[] later = DocumentFormat.write(SESSION);
        later[0] = 9;

        assertThatThrownBy(() -> DocumentFormat.read("id", later))
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("9");
    }
}
