package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** All twenty attributes of the reference session, encoded and decoded. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class CodecBenchmark extends AverageTime {

    @Param
    CodecKind kind;

    private AttributeCodec codec;
    private final List<Object> values = new ArrayList<>();
    private final List<EncodedValue> encoded = new ArrayList<>();

    @Setup
    public void setUp() {
        codec = kind.make();
        ReferenceSession.attributes().values().forEach(value -> {
            values.add(value);
            encoded.add(codec.encode(value));
        });
    }

    @Benchmark
    public void encode(Blackhole sink) {
        for (Object value : values) {
            sink.consume(codec.encode(value));
        }
    }

    @Benchmark
    public void decode(Blackhole sink) {
        for (EncodedValue value : encoded) {
            sink.consume(codec.decode(value));
        }
    }
}
