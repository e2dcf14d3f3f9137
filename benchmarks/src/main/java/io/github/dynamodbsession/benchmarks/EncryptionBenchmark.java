package io.github.dynamodbsession.benchmarks;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.AttributePlace;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import java.security.GeneralSecurityException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The lines of an order, encoded as JSON and decoded, with encryption by a local key (AES-GCM, 256 bits) and without. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class EncryptionBenchmark extends AverageTime {

    private static final AttributeCodec JSON = JacksonCodec.create();
    private static final AttributePlace PLACE = new AttributePlace(SessionOrigin.random(), "order");

    /** Bytes of JSON, approximately. */
    @Param({"1024", "4096", "16384"})
    int size;

    private Object value;
    AttributeCodec encrypting;

    @Setup
    public void setUp() throws GeneralSecurityException {
        value = OrderLines.of(size);
        AeadConfig.register();
        encrypting = EncryptingCodec.builder(JSON)
                .keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM))
                .build();
    }

    @Benchmark
    public Object cycle() {
        return cycle(encrypting);
    }

    @Benchmark
    public Object cyclePlain() {
        return cycle(JSON);
    }

    /** As a session does it. */
    private Object cycle(AttributeCodec codec) {
        AttributeCodec inner = LayeredCodec.innermost(codec);
        EncodedValue stored = LayeredCodec.wrapAll(codec, inner.encode(value), PLACE);
        return inner.decode(LayeredCodec.unwrapAll(codec, stored, PLACE));
    }
}
