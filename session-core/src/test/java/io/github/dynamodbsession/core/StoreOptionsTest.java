package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoreOptionsTest {

    private static final Duration TOO_LONG = Duration.ofDays(36_525).plusMillis(1);

    private final StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                option("ttl", "must be at least a millisecond", b -> b.ttl(Duration.ZERO)),
                option("ttl", "must be at least a millisecond", b -> b.ttl(Duration.ofMillis(-1))),
                option("ttl", "must be at least a millisecond", b -> b.ttl(Duration.ofNanos(999_999))),
                option("ttl", "must be at most 36525 days", b -> b.ttl(TOO_LONG)),
                option("touchAfter", "must be zero or more", b -> b.touchAfter(Duration.ofMillis(-1))),
                option("touchAfter", "must be at least a millisecond", b -> b.touchAfter(Duration.ofNanos(1))),
                option("touchAfter", "must be at most 36525 days", b -> b.touchAfter(TOO_LONG)),
                option("absoluteLifetime", "must be at least a millisecond", b -> b.absoluteLifetime(Duration.ZERO)),
                option("absoluteLifetime", "must be at most 36525 days", b -> b.absoluteLifetime(TOO_LONG)),
                option("renewIdAfter", "must be at least a millisecond", b -> b.renewIdAfter(Duration.ZERO)),
                option("renewIdAfter", "must be at most 36525 days", b -> b.renewIdAfter(TOO_LONG)),
                option("renewIdGrace", "must be zero or more", b -> b.renewIdAfter(Duration.ofHours(1))
                        .renewIdGrace(Duration.ofMillis(-1))),
                option(
                        "renewIdGrace",
                        "must be less than renewIdAfter, which is PT1M, not PT1M",
                        b -> b.renewIdAfter(Duration.ofMinutes(1))),
                option("renewIdGrace", "must be at most PT15M, not PT15M0.001S", b -> b.renewIdAfter(
                                Duration.ofHours(1))
                        .renewIdGrace(Duration.ofMinutes(15).plusMillis(1))),
                option("renewIdGrace", "set renewIdAfter as well", b -> b.renewIdGrace(Duration.ZERO)),
                option("cleanupInterval", "must be zero or more", b -> b.cleanupInterval(Duration.ofSeconds(-5))),
                option("cleanupInterval", "must be at most 36525 days", b -> b.cleanupInterval(TOO_LONG)));
    }

    /** The longest that there is. */
    @Test
    void noOptionOverflows() {
        Duration ever = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        for (Consumer<SessionStore.Builder> setter : List.<Consumer<SessionStore.Builder>>of(
                b -> b.ttl(ever),
                b -> b.touchAfter(ever),
                b -> b.absoluteLifetime(ever),
                b -> b.renewIdAfter(ever),
                b -> b.cleanupInterval(ever))) {
            SessionStore.Builder builder = SessionStore.builder(storage);
            setter.accept(builder);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageContaining("must be at most 36525 days");
        }
    }

    private static Arguments option(String name, String right, Consumer<SessionStore.Builder> setter) {
        return Arguments.of(name, right, setter);
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void anOptionOutOfRangeIsNamedWithWhatIsRight(String name, String right, Consumer<SessionStore.Builder> setter) {
        SessionStore.Builder builder = SessionStore.builder(storage);
        setter.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(SessionConfigurationException.class, e -> assertThat(e.isRetryable())
                        .isFalse())
                .hasMessageStartingWith(name + " ")
                .hasMessageContaining(right);
    }

    @Test
    void theBoundsThemselvesAreRight() {
        Duration longest = Duration.ofDays(36_525);
        Duration shortest = Duration.ofMillis(1);

        assertThatCode(() -> SessionStore.builder(storage)
                        .ttl(longest)
                        .touchAfter(longest)
                        .absoluteLifetime(longest)
                        .renewIdAfter(longest)
                        .renewIdGrace(Duration.ofMinutes(15))
                        .cleanupInterval(longest)
                        .build()
                        .close())
                .doesNotThrowAnyException();
        assertThatCode(() -> SessionStore.builder(storage)
                        .ttl(shortest)
                        .touchAfter(Duration.ZERO)
                        .absoluteLifetime(shortest)
                        .renewIdAfter(shortest)
                        .renewIdGrace(Duration.ZERO)
                        .cleanupInterval(Duration.ZERO)
                        .build()
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void aStorageThatCannotRenewIdsIsNamedAsTheReason() {
        StorageClient without = new PassingStorage(storage) {};

        assertThatThrownBy(() -> SessionStore.builder(without)
                        .renewIdAfter(Duration.ofHours(1))
                        .build())
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageStartingWith("renewIdAfter cannot be used with this storage");
    }

    @Test
    void nullIsNoOption() {
        SessionStore.Builder builder = SessionStore.builder(storage);

        assertThatThrownBy(() -> builder.ttl(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("ttl");
        assertThatThrownBy(() -> builder.touchAfter(null)).hasMessage("touchAfter");
        assertThatThrownBy(() -> builder.absoluteLifetime(null)).hasMessage("absoluteLifetime");
        assertThatThrownBy(() -> builder.renewIdAfter(null)).hasMessage("renewIdAfter");
        assertThatThrownBy(() -> builder.renewIdGrace(null)).hasMessage("renewIdGrace");
        assertThatThrownBy(() -> builder.cleanupInterval(null)).hasMessage("cleanupInterval");
        assertThatThrownBy(() -> builder.codec(null)).hasMessage("codec");
        assertThatThrownBy(() -> builder.clock(null)).hasMessage("clock");
        assertThatThrownBy(() -> builder.ticker(null)).hasMessage("ticker");
        assertThatThrownBy(() -> builder.idGenerator(null)).hasMessage("idGenerator");
        assertThatThrownBy(() -> builder.listener(null)).hasMessage("listener");
        assertThatThrownBy(() -> SessionStore.builder(null)).hasMessage("storage");
    }

    @Test
    void anIdGeneratorThatMakesBadIdsIsNamedAndItsIdsAreNotShown() {
        for (String bad : new String[] {null, "", "a b", "s3cret/", "~s3cret", "x".repeat(257)}) {
            SessionStore store = SessionStore.builder(storage)
                    .cleanupInterval(Duration.ZERO)
                    .tokens(TokenKind.PLAIN)
                    .idGenerator(() -> bad)
                    .build();

            assertThatThrownBy(store::create)
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageContaining("idGenerator")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aDefaultSessionLivesTwoWeeks() {
        SessionStore store = SessionStore.of(storage);
        Session session = store.create();

        assertThat(session.maxInactiveInterval()).isEqualTo(Duration.ofDays(14));
        assertThat(session.id())
                .matches("~[A-Za-z0-9_-]{32}")
                .isNotEqualTo(store.create().id());
        store.close();
    }

    @Test
    void initIsCalledUnlessItIsOff() {
        MapDocumentStorage counting = new MapDocumentStorage();

        SessionStore.builder(DocumentStorageClient.of(counting))
                .init(false)
                .build()
                .close();
        assertThat(counting.inits()).isZero();

        SessionStore.builder(DocumentStorageClient.of(counting)).build().close();
        assertThat(counting.inits()).isEqualTo(1);
    }
}
