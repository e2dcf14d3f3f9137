package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The codec contract passes a good codec, and fails each of several that break it in one way. */
class CodecContractBitesTest {

    private static final AttributeCodec GOOD = JavaSerializationCodec.create();

    /** What the contract that is run next tries; the platform makes that contract itself. */
    private static volatile AttributeCodec subject = GOOD;

    static class Subject extends AttributeCodecContract {
        @Override
        protected AttributeCodec codec() {
            return subject;
        }

        @Override
        protected Optional<EncodedValue> foreignEncoded() {
            return foreignValue().map(value -> EncodedValue.binary(serialized(value)));
        }
    }

    @Test
    void aGoodCodecKeepsTheContract() {
        subject = GOOD;

        TestExecutionSummary summary = Contracts.run(DiscoverySelectors.selectClass(Subject.class));

        assertThat(Contracts.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(11);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenCodecIsCaught(String test, AttributeCodec codec) {
        subject = codec;

        TestExecutionSummary summary = Contracts.run(DiscoverySelectors.selectMethod(Subject.class, test));

        assertThat(summary.getTestsStartedCount()).isEqualTo(1);
        assertThat(summary.getFailures()).singleElement().satisfies(failure -> assertThat(failure.getException())
                .hasMessageStartingWith(Contracts.hint(failure)));
    }

    static Stream<Object[]> broken() {
        return Stream.of(
                new Object[] {"whatIsEncodedIsDecodedAsItWas", new AsText()},
                new Object[] {"anotherCodecOfTheSameKindReadsWhatThisOneWrote", new AsText()},
                new Object[] {"aValueThatDidNotChangeIsEncodedTheSameAgain", new NeverTheSame()},
                new Object[] {"aValueThatWasAlteredIsEncodedAnotherWay", new Remembering()},
                new Object[] {"everyDecodedValueIsFresh", new Sharing()},
                new Object[] {"aForeignClassIsRefusedByNameWhenItIsWritten", new Trusting()},
                new Object[] {"aForeignClassIsRefusedWhenItIsRead", new Trusting()},
                new Object[] {"whatEndsTooEarlyIsNotReadOrReadAsSomethingElse", new Trusting()},
                new Object[] {"whatIsDamagedIsNotReadOrReadAsSomethingElse", new Telling()},
                new Object[] {"whatAnotherCodecWroteIsNotReadOrReadAsSomethingElse", new Trusting()},
                new Object[] {"anyNumberOfThreadsShareOneCodec", new NotThreadSafe()});
    }

    private static byte[] serialized(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + value, e);
        }
        return bytes.toByteArray();
    }

    private static final class AsText implements AttributeCodec {
        @Override
        public EncodedValue encode(Object value) {
            return EncodedValue.text(String.valueOf(value));
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return ((EncodedValue.Text) encoded).content();
        }
    }

    private static final class NeverTheSame implements AttributeCodec {
        @Override
        public EncodedValue encode(Object value) {
            return EncodedValue.text(UUID.randomUUID().toString());
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return GOOD.decode(encoded);
        }
    }

    private static final class Remembering implements AttributeCodec {
        private final Map<Integer, EncodedValue> known = new ConcurrentHashMap<>();

        @Override
        public EncodedValue encode(Object value) {
            return known.computeIfAbsent(System.identityHashCode(value), k -> GOOD.encode(value));
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return GOOD.decode(encoded);
        }
    }

    private static final class Sharing implements AttributeCodec {
        private final Map<EncodedValue, Object> known = new ConcurrentHashMap<>();

        @Override
        public EncodedValue encode(Object value) {
            return GOOD.encode(value);
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return known.computeIfAbsent(encoded, GOOD::decode);
        }
    }

    /** Lets every class in, and its exceptions out. */
    private static final class Trusting implements AttributeCodec {
        @Override
        public EncodedValue encode(Object value) {
            return EncodedValue.binary(serialized(value));
        }

        @Override
        @SuppressWarnings("BanSerializableRead") // this is what must be caught
        public Object decode(EncodedValue encoded) {
            try (ObjectInputStream in =
                    new ObjectInputStream(new ByteArrayInputStream(((EncodedValue.Binary) encoded).toByteArray()))) {
                return in.readObject();
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static final class Telling implements AttributeCodec {
        @Override
        public EncodedValue encode(Object value) {
            return GOOD.encode(value);
        }

        @Override
        public Object decode(EncodedValue encoded) {
            try {
                return GOOD.decode(encoded);
            } catch (SessionCodecException e) {
                String content = new String(
                        ((EncodedValue.Binary) encoded).toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
                throw new SessionCodecException("cannot read " + content);
            }
        }
    }

    private static final class NotThreadSafe implements AttributeCodec {
        private volatile EncodedValue last = EncodedValue.text("");

        @Override
        public EncodedValue encode(Object value) {
            last = GOOD.encode(value);
            LockSupport.parkNanos(1_000);
            return last;
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return GOOD.decode(encoded);
        }
    }
}
