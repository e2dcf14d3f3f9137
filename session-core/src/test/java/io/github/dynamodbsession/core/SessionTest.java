package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final SessionStore store = SessionStore.builder(DocumentStorageClient.of(new MapDocumentStorage()))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .cleanupInterval(Duration.ZERO)
            .build();

    @Test
    void aNewSessionIsNewAndStaysSoWhenItIsSaved() {
        Session session = store.create();

        assertThat(session.isNew()).isTrue();
        assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        assertThat(session.isNew()).isTrue();
        assertThat(store.find(session.id()).orElseThrow().isNew()).isFalse();
    }

    @Test
    void timesAreWholeMilliseconds() {
        Session session = store.create();

        assertThat(session.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
        assertThat(session.lastAccessedAt()).isEqualTo(session.createdAt());
        assertThat(session.expiresAt().orElseThrow())
                .isEqualTo(session.expiresAt().orElseThrow().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void anIntervalMayBeAnyLengthOrNoLimit() {
        Session session = store.create();
        for (Duration interval :
                List.of(Duration.ofMillis(1), Duration.ofDays(36_525), Duration.ZERO, Duration.ofSeconds(-1))) {
            session.setMaxInactiveInterval(interval);
            assertThat(session.maxInactiveInterval()).isEqualTo(interval);
        }
        session.setMaxInactiveInterval(Duration.ofSeconds(Long.MIN_VALUE));
        assertThat(session.maxInactiveInterval()).isNegative();
    }

    /** Such as a container's session timeout of so many minutes: no request is to fail for it. */
    @Test
    void aSessionThatIsBegunForLongerThanTheLongestIntervalHasThatOne() {
        for (Duration interval : List.of(
                Duration.ofDays(36_526), Duration.ofMinutes(Integer.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE))) {
            Session session = store.create(interval);

            assertThat(session.maxInactiveInterval()).isEqualTo(Duration.ofDays(36_525));
            assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        }
    }

    @Test
    void anIntervalOutOfRangeIsRefused() {
        Session session = store.create();

        assertThatThrownBy(() -> session.setMaxInactiveInterval(Duration.ofDays(36_526)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxInactiveInterval")
                .hasMessageContaining("36525 days");
        assertThatThrownBy(() -> session.setMaxInactiveInterval(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("36525 days");
        assertThatThrownBy(() -> session.setMaxInactiveInterval(Duration.ofNanos(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("millisecond");
    }

    @Test
    void aNameThatIsNotUnicodeIsRefused() {
        Session session = store.create();

        for (String bad : List.of("\uD83D", "a\uDE00", "\uDE00\uD83D", "\uD83Dx")) {
            assertThatThrownBy(() -> session.setAttribute(bad, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("surrogate");
        }
        session.setAttribute("\uD83D\uDE00", 1);
        assertThat(session.attributeNames()).containsExactly("\uD83D\uDE00");
    }

    @Test
    void anAttributeOfAnotherTypeIsAClassCastException() {
        Session session = store.create();
        session.setAttribute("name", "value");

        assertThat(session.attribute("name", String.class)).hasValue("value");
        assertThatThrownBy(() -> session.attribute("name", Integer.class)).isInstanceOf(ClassCastException.class);
    }

    @Test
    void nullIsNeitherANameNorAValue() {
        Session session = store.create();

        assertThatThrownBy(() -> session.setAttribute("name", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.setAttribute(null, 1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.attribute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.removeAttribute(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void anEndedSessionCannotHaveAnotherId() {
        Session session = store.create();
        store.delete(session);

        assertThat(session.isEnded()).isTrue();
        assertThatThrownBy(() -> store.changeId(session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(session.id());
    }

    @Test
    void aListenerThatFailsHarmsNeitherTheOperationNorTheNextListener() {
        Logger logger = Logger.getLogger(SessionStore.class.getName());
        logger.setLevel(Level.OFF);
        try {
            List<String> told = new ArrayList<>();
            SessionStore listened = SessionStore.builder(DocumentStorageClient.of(new MapDocumentStorage()))
                    .cleanupInterval(Duration.ZERO)
                    .listener(new SessionListener() {
                        @Override
                        public void onCreated(Session session) {
                            throw new IllegalStateException("a listener's own");
                        }
                    })
                    .listener(new SessionListener() {
                        @Override
                        public void onCreated(Session session) {
                            told.add(session.id());
                        }
                    })
                    .build();
            Session session = listened.create();

            assertThat(listened.save(session)).isEqualTo(SaveResult.CREATED);
            assertThat(told).containsExactly(session.id());
        } finally {
            logger.setLevel(null);
        }
    }

    private record Unknown() implements Serializable {}

    /** Reads an attribute that cannot be read; returns how many warnings that makes. */
    private static int warningsOfAnUndecodableAttribute(SessionListener... listeners) {
        DocumentStorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());
        SessionStore writing = SessionStore.builder(storage)
                .cleanupInterval(Duration.ZERO)
                .codec(JavaSerializationCodec.builder()
                        .allowClass(Unknown.class)
                        .build())
                .build();
        Session session = writing.create();
        session.setAttribute("undecodable", new Unknown());
        writing.save(session);
        SessionStore.Builder builder = SessionStore.builder(storage).cleanupInterval(Duration.ZERO);
        for (SessionListener listener : listeners) {
            builder.listener(listener);
        }
        List<LogRecord> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(SessionStore.class.getName());
        logger.setFilter(logRecord -> {
            if (logRecord.getLevel().equals(Level.WARNING)) {
                logged.add(logRecord);
            }
            return false;
        });
        try {
            assertThat(builder.build().find(session.id()).orElseThrow().attribute("undecodable"))
                    .isEmpty();
        } finally {
            logger.setFilter(null);
        }
        return logged.size();
    }

    @Test
    void anUndecodableAttributeIsAWarningUnlessAListenerSaysSo() {
        SessionListener saying = new SessionListener() {};
        SessionListener counting = new SessionListener() {
            @Override
            public boolean reportsUndecodableAttributes() {
                return false;
            }
        };

        assertThat(warningsOfAnUndecodableAttribute()).isEqualTo(1);
        assertThat(warningsOfAnUndecodableAttribute(counting)).isEqualTo(1);
        assertThat(warningsOfAnUndecodableAttribute(saying)).isZero();
        assertThat(warningsOfAnUndecodableAttribute(counting, saying)).isZero();
    }

    @Test
    void aSecondSaveInOneRequestWritesNothingMore() {
        SessionStore eager = SessionStore.builder(DocumentStorageClient.of(new MapDocumentStorage()))
                .cleanupInterval(Duration.ZERO)
                .touchAfter(Duration.ZERO)
                .build();
        Session created = eager.create();
        assertThat(eager.save(created)).isEqualTo(SaveResult.CREATED);
        assertThat(eager.save(created)).isEqualTo(SaveResult.UNCHANGED);

        Session found = eager.find(created.id()).orElseThrow();
        assertThat(eager.save(found)).isEqualTo(SaveResult.TOUCHED);
        assertThat(eager.save(found)).isEqualTo(SaveResult.UNCHANGED);
        found.setAttribute("name", "value");
        assertThat(eager.save(found)).isEqualTo(SaveResult.CHANGED);
        assertThat(eager.save(found)).isEqualTo(SaveResult.UNCHANGED);
    }
}
