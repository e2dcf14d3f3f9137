package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The lines of an order as JSON, with compression and without. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class CompressionBenchmark extends AverageTime {

    private static final AttributeCodec JSON = JacksonCodec.create();
    private static final AttributeCodec COMPRESSING = CompressingCodec.around(JSON);

    /** Bytes of JSON, approximately. */
    @Param({"2048", "16384", "65536"})
    int size;

    private Object value;
    EncodedValue plain;
    EncodedValue stored;

    @Setup
    public void setUp() {
        value = OrderLines.of(size);
        plain = JSON.encode(value);
        stored = COMPRESSING.encode(value);
    }

    @Benchmark
    public EncodedValue encode() {
        return COMPRESSING.encode(value);
    }

    @Benchmark
    public EncodedValue encodePlain() {
        return JSON.encode(value);
    }

    @Benchmark
    public Object decode() {
        return COMPRESSING.decode(stored);
    }

    @Benchmark
    public Object decodePlain() {
        return JSON.decode(plain);
    }
}
